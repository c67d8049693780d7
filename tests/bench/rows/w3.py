"""W3: static JSON on one core beside npm workerd with hono, by `workerd serve`."""
import subprocess

from harness import HERE, ROOT, compared, duel
from rows.hosts import arris, worker

PATH = "/api/v1/bench/static"


def bundle_hono(bench):
    bench.scratch.mkdir(parents=True, exist_ok=True)
    subprocess.run([HERE / "node_modules/@esbuild/linux-x64/bin/esbuild", HERE / "peers/hono.js",
                    "--bundle", "--format=esm", f"--outfile={bench.scratch / 'hono.js'}",
                    "--log-level=warning"], check=True, cwd=ROOT)


def run(bench):
    bundle_hono(bench)
    with arris(bench, "w3") as ours, worker(bench, "hono.capnp", 18917, "hono") as peer:
        rounds = duel(bench, (ours, PATH), (peer, PATH))
        yield compared("W3", "200 bytes of JSON, one core, beside workerd and hono", rounds, "rate", ">=4",
                       f"resident {ours.resident_mib():.0f} and {peer.resident_mib():.0f} MiB")
