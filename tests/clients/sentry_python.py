"""An unmodified sentry-sdk: 80 events of 6 kinds. Usage: sentry_python.py DSN"""
import sys

import sentry_sdk

sentry_sdk.init(dsn=sys.argv[1], environment="test", release="jobs@2.0.0")


class StockError(Exception):
    pass


def reserve(item):
    raise StockError(f"item {item} is sold out")


def order(item):
    try:
        reserve(item)
    except StockError as error:
        raise RuntimeError("order failed") from error


def capture(act):
    try:
        act()
    except Exception:
        sentry_sdk.capture_exception()


for i in range(16):
    sentry_sdk.set_user({"id": f"p{i % 4}"})
    sentry_sdk.add_breadcrumb(category="stock", message=f"looked at {i}")
    capture(lambda: reserve(i))
    capture(lambda: order(i))
    capture(lambda: {}["missing"])
    capture(lambda: 1 / 0)
    if i < 8:
        sentry_sdk.capture_message(f"batch {i} took {i}.5 seconds", level="warning")
    else:
        capture(lambda: int("x"))
sentry_sdk.flush(30)
