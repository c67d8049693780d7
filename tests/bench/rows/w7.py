"""W7: what the deadline costs on the JSON route of W2."""
from harness import compared, duel
from rows.hosts import arris

PATH = "/api/v1/bench/items"


def run(bench):
    with arris(bench, "w7-on") as ours, arris(bench, "w7-off", epochs="off") as peer:
        rounds = duel(bench, (ours, PATH), (peer, PATH))
        yield compared("W7", "50 items of JSON, epochs on beside off", rounds, "cpu_us", ">=0.92")
