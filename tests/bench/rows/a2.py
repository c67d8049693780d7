"""A2: charts over a year with 10,000,000 events behind them beside 100,000, and beside GROUP BY over raw rows."""
import sqlite3
import statistics
import time

from harness import row
from rows.seeded import Seeded

COUNTS = ["/analytics/trends?metric=events&range=1y", "/analytics/trends?metric=people&range=1y",
          "/analytics/engagement?range=1y"]
# Sketches fill up: those of a day of 270 events hold a third of the buckets that they ever hold.
PERCENTILES = ["/analytics/trends?metric=p95&range=1y", "/analytics/performance?range=1y",
               "/telemetry/summary?range=1y", "/telemetry/components?range=1y"]


def times(seeded, path, count):
    return statistics.median(seeded.times_ms("/api/v1" + path, count))


def raw_ms(bench, events):
    """The first chart over a table of events, in SQLite, its file in memory already."""
    database = sqlite3.connect(bench.folder("a2-raw") / "raw.db")
    database.execute("PRAGMA journal_mode=OFF")
    database.execute("CREATE TABLE events (org_id TEXT NOT NULL, at_ms INTEGER NOT NULL, kind TEXT NOT NULL) STRICT")
    database.execute("""WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?1)
                        INSERT INTO events SELECT 'o', n * (31536000000 / ?1), 'view' FROM numbers""", (events,))
    database.commit()
    chart = "SELECT at_ms / 86400000, count(*) FROM events WHERE org_id = 'o' GROUP BY 1"
    database.execute(chart).fetchall()
    began = time.perf_counter()
    database.execute(chart).fetchall()
    return (time.perf_counter() - began) * 1000


def grown(bench, title, charts, small, large):
    """How much longer the charts take with more behind them: the row of the one that grows most, and its time."""
    count, ratios, shown = 3 if bench.quick else 20, {}, {}
    for path in charts:
        times(small, path, 2), times(large, path, 2)
        pairs = [(times(large, path, count), times(small, path, count)) for _ in range(bench.rounds)]
        ratios[path] = [large_ms / small_ms for large_ms, small_ms in pairs]
        shown[path] = [statistics.median(one) for one in zip(*pairs)]
    worst = max(ratios, key=lambda path: statistics.median(ratios[path]))
    note = ", ".join(f"{path} {ms:.2f} beside {other:.2f}" for path, (ms, other) in shown.items())
    return row("A2", title, *shown[worst], "ms", ratios[worst], "<=1.1", note), shown[charts[0]][0]


def run(bench):
    few, many = (1_000, 20_000) if bench.quick else (100_000, 10_000_000)
    with Seeded(bench, f"year-{few}", "year-few") as small, Seeded(bench, f"year-{many}", "year-many") as large:
        counts, chart_ms = grown(bench, f"a year's counts, {many:,} events beside {few:,}", COUNTS, small, large)
        yield counts
        yield grown(bench, "a year's percentiles", PERCENTILES, small, large)[0]
    raw = raw_ms(bench, many)
    yield row("A2", f"a year's chart beside GROUP BY over {many:,} rows", chart_ms, raw, "ms", [raw / chart_ms], ">=1000")
