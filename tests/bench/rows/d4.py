"""D4: a read of one row, the same module, on our host with SQLite and on workerd with D1."""
from harness import compared, duel
from rows.hosts import arris, arris_on_workerd

PATH = "/api/v1/bench/rows/17"


def run(bench):
    with arris(bench, "d4") as ours, arris_on_workerd(bench, "d4-workerd") as peer:
        rounds = duel(bench, (ours, PATH), (peer, PATH))
        yield compared("D4", "read of one row, SQLite beside workerd and D1", rounds, "rate", ">=20",
                       f"resident {ours.resident_mib():.0f} and {peer.resident_mib():.0f} MiB")
