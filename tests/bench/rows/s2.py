"""S2: a route in WebAssembly over SQLite beside a bare native loop with the same statements."""
import sqlite3

from harness import HERE, Server, compared, duel
from rows.hosts import arris


def peer_of(bench, database):
    database.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(database)
    connection.executescript((HERE / "migration/9000_bench.sql").read_text())
    connection.close()
    return Server([bench.program("tests/bench/epoll_sqlite"), database], "epoll_sqlite")


def run(bench):
    database = bench.folder("s2-peer") / "rows.db"
    with arris(bench, "s2") as ours, peer_of(bench, database) as peer:
        reads = duel(bench, (ours, "/api/v1/bench/rows/17"), (peer, "/bench/rows/17"))
        yield compared("S2", "read of one row, wasm beside native epoll", reads, "cpu_us", ">=0.85")
        writes = duel(bench, (ours, "/api/v1/bench/rows"), (peer, "/bench/rows"), script="write.lua")
        yield compared("S2", "durable write of one row", writes, "rate", ">=0.80")
