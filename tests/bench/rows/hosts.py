"""The servers that several rows compare."""
from harness import HERE, ROOT, Server


def arris(bench, name, guest="wasm", epochs="on", modules=None):
    """The wasmtime host; see bench_host.cpp for what may differ."""
    return Server([bench.program("tests/bench/bench_host"), "--guest", guest, "--epochs", epochs,
                   "--data", bench.folder(name), "--modules", modules or bench.modules,
                   "--migrations", bench.migrations()], name)


def arris_on_workerd(bench, name):
    return Server([bench.node, ROOT / "hosts/workerd/serve.mjs", "--port", "0", "--data",
                   bench.folder(name), "--modules", bench.modules, "--migrations",
                   bench.migrations()], name)


def worker(bench, file, port, name):
    """A peer of tests/bench/peers, by `workerd serve`."""
    # Not workerd/bin/workerd: a script there would leave its child behind.
    workerd = next((ROOT / "hosts/workerd/node_modules/@cloudflare").glob("workerd-*/bin/workerd"))
    return Server([workerd, "serve", "--experimental", HERE / "peers" / file,
                   f"--socket-addr=http=127.0.0.1:{port}"], name, url=f"http://127.0.0.1:{port}")
