"""D2: 100 rows written to D1 by one statement over json_each, as our functions write, and by a batch of 100."""
from harness import HERE, Server, compared, duel


def run(bench):
    with Server([bench.node, HERE / "peers/d1.mjs", bench.folder("d2")], "D1") as server:
        rounds = duel(bench, (server, "/bulk/json"), (server, "/bulk/batch"), connections=1)
        yield compared("D2", "100 rows to D1, one statement beside a batch of 100", rounds, "cpu_us", ">=3",
                       "both in plain JavaScript, one client; by processor time, for both wait for the same disk")
