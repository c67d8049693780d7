"""A2: charts over a year with 10,000,000 events behind them beside 100,000, and beside GROUP BY over raw rows."""
import sqlite3
import statistics
import time

from harness import row
from rows.seeded import Seeded

CHARTS = ["/analytics/trends?metric=events&range=1y", "/analytics/trends?metric=p95&range=1y",
          "/analytics/performance?range=1y", "/telemetry/summary?range=1y", "/telemetry/components?range=1y"]


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


def run(bench):
    few, many = (1_000, 20_000) if bench.quick else (100_000, 10_000_000)
    count = 3 if bench.quick else 20
    with Seeded(bench, f"year-{few}", "year-few") as small, Seeded(bench, f"year-{many}", "year-many") as large:
        ratios, shown, firsts = {}, [], []
        for path in CHARTS:
            times(small, path, 2), times(large, path, 2)
            pairs = [(times(large, path, count), times(small, path, count)) for _ in range(bench.rounds)]
            ratios[path] = [large_ms / small_ms for large_ms, small_ms in pairs]
            shown.append(f"{path} {statistics.median(one for one, _ in pairs):.2f} ms")
            firsts.append(statistics.median(one for one, _ in pairs))
        worst = max(ratios, key=lambda path: statistics.median(ratios[path]))
        yield row("A2", f"a year's chart, {many:,} events beside {few:,}", firsts[CHARTS.index(worst)], None, "ms",
                  ratios[worst], "<=1.1", f"slowest growth: {worst}; " + ", ".join(shown))
        raw = raw_ms(bench, many)
        yield row("A2", f"a year's chart beside GROUP BY over {many:,} rows", firsts[0], raw, "ms", [raw / firsts[0]],
                  ">=1000")
