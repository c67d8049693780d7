"""PAGES: when a page is seen and can be used, over a million events, with nothing in the browser's cache."""
import json
import statistics
import subprocess

from harness import HERE, LOAD_CORE, ROOT, Server, row
from rows.seeded import EMAIL, PASSWORD, Seeded

FIRST = "/errors"
OTHERS = ["/executions", "/traces", "/tokens", "/analytics", "/notifications", "/keys", "/team", "/settings"]


def median(rounds, name):
    return statistics.median(one[name] for one in rounds)


def measured(bench, server, paths):
    command = ["taskset", "-c", LOAD_CORE, bench.node, HERE / "pages.mjs", server.url, EMAIL, PASSWORD, "Sample", bench.rounds,
               *paths]
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def told(ms, empty_ms):
    return f"{ms:6.0f} ms ({ms / empty_ms:4.1f} empty pages)"


def run(bench):
    size = "small" if bench.quick else "large"
    with Seeded(bench, size) as seeded:
        flags = [*seeded.flags, "--pages", ROOT / "pages/dist", "--dev", "--without-limits"]
    paths = [FIRST] if bench.quick else [FIRST, *OTHERS]
    with Server([bench.program("hosts/wasmtime/arris"), "serve", "--port", "0", *flags], "pages") as server:
        figures = measured(bench, server, paths)
    empty_ms = median(figures["empty"], "visible_ms")
    for path in paths:
        usable_ms, visible_ms = (median(figures[path], name) for name in ("usable_ms", "visible_ms"))
        print(f"    visible {told(visible_ms, empty_ms)}, usable {told(usable_ms, empty_ms)}  {path}")
    first = figures[FIRST]
    usable_ms = median(first, "usable_ms")
    yield row("PAGES", f"the first page can be used, {size} sample data, cold cache", usable_ms, empty_ms, "ms",
              [one["usable_ms"] for one in first], "<=1000",
              f"{usable_ms / empty_ms:.1f} times an empty page; seen after {median(first, 'visible_ms'):.0f} ms;"
              f" {median(first, 'script_bytes') / 1024:.0f} KiB of script with the page's own")
