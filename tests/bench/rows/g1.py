"""G1: pages of lists with 1,000,000 rows behind them beside 10,000: the sample data, its rows copied many times over."""
import sqlite3
import statistics

from harness import row
from rows.seeded import Seeded

DAYS_MS = 80 * 86_400_000
UUID = "lower(substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-7' || substr(h, 14, 3) || '-8' || substr(h, 18, 3) || '-' || substr(h, 21, 12))"
EARLIER = f"{{}} - abs(random()) % {DAYS_MS}"
# What differs between a row and its copies.
TABLES = {
    "token_usage": {"id": UUID, "request_id": "h", "at_ms": EARLIER},
    "executions": {"id": UUID, "created_at_ms": EARLIER},
    "notifications": {"id": UUID, "dedupe_key": "h", "created_at_ms": EARLIER},
    "error_issues": {"id": UUID, "last_seen_at_ms": EARLIER, "first_seen_at_ms": EARLIER, "event_count": "abs(random()) % 9999"},
    "audit_log": {"id": UUID, "sequence": "(SELECT max(sequence) FROM audit_log WHERE org_id = t.org_id) + n"},
}
LISTS = ["/tokens/records?range=90d&limit=50", "/executions?limit=50", "/executions?limit=50&status=success",
         "/notifications?limit=50", "/errors?limit=50", "/errors?limit=50&sort=events", "/team/audit?limit=50"]


def copies(rows):
    """Fills every table of TABLES up to so many rows. Nothing is searched or counted here, so triggers rest."""
    def change(path):
        database = sqlite3.connect(path, timeout=60)
        database.executescript("PRAGMA cache_size=-1000000; PRAGMA synchronous=OFF")
        org = database.execute("SELECT id FROM orgs WHERE sample = 1").fetchone()[0]
        for table, fresh in TABLES.items():
            for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?",
                                            (table,)).fetchall():
                database.execute(f"DROP TRIGGER {name}")
            columns = [name for (name,) in database.execute("SELECT name FROM pragma_table_info(?)", (table,))
                       if name != "rowid"]
            values = [fresh.get(name, f't."{name}"').format(f't."{name}"') for name in columns]
            had = database.execute(f"SELECT count(*) FROM {table} WHERE org_id = ?", (org,)).fetchone()[0]
            names = ", ".join(f'"{name}"' for name in columns)
            database.execute(
                f"""WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?2),
                         some AS (SELECT *, row_number() OVER () AS place FROM {table} WHERE org_id = ?1 LIMIT 100),
                         random_ones AS (SELECT n, hex(randomblob(16)) AS h FROM numbers)
                    INSERT INTO {table} ({names})
                    SELECT {", ".join(values)} FROM random_ones r
                      JOIN some t ON t.place = r.n % (SELECT count(*) FROM some) + 1""", (org, rows - had))
            database.commit()
        database.close()
    return change


def run(bench):
    few, many = (2_000, 20_000) if bench.quick else (10_000, 1_000_000)
    count = 5 if bench.quick else 40
    ratios, shown = {}, {}
    with Seeded(bench, "small", f"{few}-rows", copies(few)) as small, \
            Seeded(bench, "small", f"{many}-rows", copies(many)) as large:
        for path in LISTS:
            times = [[statistics.median(one.times_ms("/api/v1" + path, count)) for one in (large, small)]
                     for _ in range(bench.rounds + 1)][1:]
            ratios[path] = [large_ms / small_ms for large_ms, small_ms in times]
            shown[path] = [statistics.median(one) for one in zip(*times)]
    worst = max(ratios, key=lambda path: statistics.median(ratios[path]))
    yield row("G1", f"a page of a list of {many:,} rows beside {few:,}", *shown[worst], "ms", ratios[worst], "<=1.3",
              f"slowest growth: {worst}; " + ", ".join(f"{path} {ms:.2f} beside {other:.2f}"
                                                      for path, (ms, other) in shown.items()))
