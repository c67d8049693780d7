"""E1: our routes on workerd beside the same in plain JavaScript on workerd."""
from harness import HERE, Server, compared, duel
from rows.hosts import arris_on_workerd

ROUTES = [("50 items of JSON", "/api/v1/bench/items"), ("one read of D1", "/api/v1/bench/rows/17")]


def run(bench):
    peer = Server([bench.node, HERE / "peers/d1.mjs", bench.folder("e1-peer")], "plain JavaScript")
    with arris_on_workerd(bench, "e1") as ours, peer:
        for title, path in ROUTES:
            rounds = duel(bench, (ours, path), (peer, path))
            yield compared("E1", f"{title}, module beside plain JavaScript", rounds, "rate", ">=0.80")
