"""E3: the size of each module."""
import gzip

from harness import row

LIMIT_KIB, ALL_KIB = 40, 1536


def run(bench):
    sizes = {}
    for module in sorted(bench.modules.glob("*.wasm")):
        if module.stem != "bench":
            sizes[module.stem] = len(gzip.compress(module.read_bytes(), 9, mtime=0)) / 1024
    for name, size in sizes.items():
        yield row("E3", f"{name}.wasm, gzipped", size, None, "KiB", [size], f"<={LIMIT_KIB}")
    total = sum(sizes.values())
    yield row("E3", "all modules, gzipped", total, None, "KiB", [total], f"<={ALL_KIB}")
