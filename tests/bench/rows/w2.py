"""W2: routes through WebAssembly, a fresh instance for each request, beside the same code linked natively."""
from harness import compared, duel
from rows.hosts import arris

ROUTES = [("50 items of JSON", "/api/v1/bench/items", ">=0.85"),
          ("one read", "/api/v1/bench/rows/17", ">=0.90")]


def run(bench):
    with arris(bench, "w2-wasm") as ours, arris(bench, "w2-native", guest="native") as peer:
        for title, path, target in ROUTES:
            rounds = duel(bench, (ours, path), (peer, path))
            yield compared("W2", f"{title}, wasm beside native", rounds, "cpu_us", target,
                           f"resident {ours.resident_mib():.0f} and {peer.resident_mib():.0f} MiB")
