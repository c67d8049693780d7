"""What the gateway adds to the tokens of streams, and what it holds for each open one. Part of I4."""
import json
import pathlib
import statistics
import subprocess

from harness import HERE, LOAD_CORE, row

PATH = "/v1/chat/completions"


def follow(bench, url, streams, key=None):
    """Reads so many streams at once. Yields what the reader prints: first that all are open, then their delays."""
    command = ["taskset", "-c", LOAD_CORE, bench.node, HERE / "peers/streams.mjs", url, streams, *([key] if key else [])]
    reader = subprocess.Popen([*map(str, command)], stdout=subprocess.PIPE, text=True)
    for line in reader.stdout:
        yield json.loads(line)
    if reader.wait() != 0:
        raise RuntimeError(f"{streams} streams of {url} were not read to their end")


def delayed(bench, ours, straight):
    """20 streams of 50 tokens a second: how much later the slowest of a hundred tokens comes."""
    tokens = 50 * bench.seconds
    pairs = []
    for _ in range(bench.rounds):
        query = f"?tokens={tokens}&every_ms=20"
        pairs.append([list(follow(bench, url + query, 20, key))[-1] for url, key in (ours, straight)])
    through, direct = ([one["p99_us"] / 1000 for one in side] for side in zip(*pairs))
    p50s = [statistics.median(one["p50_us"] for one in side) for side in zip(*pairs)]
    return row("I4", "p99 that the gateway adds to a token", statistics.median(through), statistics.median(direct), "ms",
               [a - b for a, b in zip(through, direct)], "<=1",
               f"20 streams of 50 tokens a second; p50 {p50s[0]:.0f} us through it, {p50s[1]:.0f} straight")


def own_kib(server):
    """What is resident for this process alone: pages of code and of modules' images are shared by all that use them."""
    lines = pathlib.Path(f"/proc/{server.process.pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith(("Private_Clean:", "Private_Dirty:")))


def held(bench, server, ours, streams=1000):
    """Resident memory of a stream between two tokens."""
    url, key = ours
    list(follow(bench, f"{url}?tokens=2&every_ms=10", 20, key))
    before, sizes = own_kib(server), []
    for said in follow(bench, f"{url}?tokens=2&every_ms=8000", streams, key):
        if "open" in said:
            sizes.append((own_kib(server) - before) / streams)
    return row("I4", f"memory of each of {streams} open streams", sizes[0], None, "KiB", sizes, "<=32",
               "resident for them alone, beyond idle")
