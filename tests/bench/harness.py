"""What the rows share: servers on core 0, load on core 1, rounds in turn, medians, a row's shape."""
import json
import os
import pathlib
import re
import shutil
import socket
import statistics
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = ROOT / "tests/bench"
TICKS = os.sysconf("SC_CLK_TCK")
SERVER_CORE, LOAD_CORE = "0", "1" if os.cpu_count() > 1 else "0"


class Bench:
    def __init__(self, options):
        self.quick = options.quick
        self.rounds = 1 if options.quick else options.rounds
        self.seconds = 1 if options.quick else 5
        self.native = ROOT / options.native
        self.modules = ROOT / options.wasm / "modules"
        self.wasm = ROOT / options.wasm
        self.node = options.node
        self.scratch = ROOT / "build/bench-data"

    def program(self, path):
        found = self.native / path
        if not found.exists():
            raise RuntimeError(f"{found} is missing")
        return str(found)

    def folder(self, name):
        """An empty folder for the data of one server."""
        folder = self.scratch / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    def migrations(self):
        """The repository's migrations and the one of the measured function."""
        folder = self.scratch / "migrations"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for file in [*(ROOT / "migrations").glob("*.sql"), *(HERE / "migration").glob("*.sql")]:
            shutil.copy(file, folder)
        return folder


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def built_with_go(name):
    """The program of peers/NAME, built once from the module proxy; some minutes."""
    path = ROOT / "build/bench-peers" / name
    if not path.exists():
        if not shutil.which("go"):
            raise RuntimeError(f"{name} is built with Go: install it")
        source = ROOT / "build/bench-peers" / f"{name}-source"
        shutil.copytree(HERE / "peers" / name, source, dirs_exist_ok=True)
        subprocess.run(["go", "build", "-mod=mod", "-o", path, "."], cwd=source, check=True)
    return path


def children_of(pid):
    try:
        return [int(one) for one in
                pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


class Server:
    """A process that prints a JSON line with its url when it is ready; used by `with`."""

    def __init__(self, command, name="", cwd=ROOT, url=None, environment=None, core=SERVER_CORE):
        self.name, self.core = name or command[0], core
        self.command, self.cwd, self.url, self.hello = command, cwd, url, {}
        self.environment = {**os.environ, **(environment or {})}

    def __enter__(self):
        self.process = subprocess.Popen(["taskset", "-c", self.core, *map(str, self.command)],
                                        cwd=self.cwd, env=self.environment, text=True,
                                        stdout=subprocess.PIPE if not self.url else subprocess.DEVNULL,
                                        stderr=open(ROOT / "build/bench-server.log", "a"))
        if self.url:
            self.wait_for_port()
        else:
            line = self.process.stdout.readline()
            if not line:
                raise RuntimeError(f"{self.name} did not start: see build/bench-server.log")
            self.hello = json.loads(line)
            self.url = self.hello["url"]
        return self

    def wait_for_port(self):
        port = int(self.url.rsplit(":", 1)[1])
        for _ in range(1800):  # some peers take a minute, on a busy machine more
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError(f"{self.name} does not listen: see build/bench-server.log")

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def processes(self):
        found, todo = [], [self.process.pid]
        while todo:
            pid = todo.pop()
            found.append(pid)
            todo += children_of(pid)
        return found

    def cpu_seconds(self):
        used = 0
        for pid in self.processes():
            try:
                stat = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            used += int(stat[11]) + int(stat[12])
        return used / TICKS

    def resident_mib(self):
        pages = 0
        for pid in self.processes():
            try:
                pages += int(pathlib.Path(f"/proc/{pid}/statm").read_text().split()[1])
            except OSError:
                continue
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


UNITS = {"us": 1, "ms": 1e3, "s": 1e6}


def microseconds(text):
    number, unit = re.match(r"([\d.]+)(\w+)", text).groups()
    return float(number) * UNITS[unit]


def load(server, path, seconds, connections=32, script=None, headers=()):
    """One round of wrk: requests a second, processor time a request, latencies."""
    command = ["taskset", "-c", LOAD_CORE, "wrk", "-t1", f"-c{connections}", f"-d{seconds}s",
               "--latency", *[part for header in headers for part in ("-H", header)]]
    if script:
        command += ["-s", str(HERE / script)]
    before, began = server.cpu_seconds(), time.monotonic()
    out = subprocess.run([*command, server.url + path], capture_output=True, text=True, check=True).stdout
    took = time.monotonic() - began
    used = server.cpu_seconds() - before
    requests = int(re.search(r"(\d+) requests in", out)[1])
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    if bad or requests == 0:
        raise RuntimeError(f"{server.name}{path}: {bad[1] if bad else 'all'} requests failed")
    return {"rate": float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1]),
            "cpu_us": used / requests * 1e6, "busy": used / took,
            "p50_us": microseconds(re.search(r"\n\s+50%\s+(\S+)", out)[1]),
            "p99_us": microseconds(re.search(r"\n\s+99%\s+(\S+)", out)[1])}


def duel(bench, ours, peer, *, headers=(), script=None, connections=32):
    """A/B/A/B between (server, path) pairs; a list of rounds for each."""
    rounds = ([], [])
    arguments = {"headers": headers, "script": script, "connections": connections}
    for server, path in (ours, peer):
        load(server, path, 1, **arguments)
    for _ in range(bench.rounds):
        for place, (server, path) in enumerate((ours, peer)):
            rounds[place].append(load(server, path, bench.seconds, **arguments))
    return rounds


def median(rounds, key):
    return statistics.median(one[key] for one in rounds)


def compared(goal, title, rounds, by, target, note=""):
    """A row from a duel. by="rate": higher wins. by="cpu_us": lower wins, so the ratio is turned."""
    ours, peer = rounds
    ratios = [a[by] / b[by] if by == "rate" else b[by] / a[by] for a, b in zip(ours, peer)]
    details = "; ".join(
        f"{who} {median(one, 'rate'):,.0f} req/s, {median(one, 'cpu_us'):.1f} CPU-us/req, p50"
        f" {median(one, 'p50_us'):.0f} us, p99 {median(one, 'p99_us'):.0f} us, {median(one, 'busy'):.0%} busy"
        for who, one in (("ours", ours), ("peer", peer)))
    return row(goal, title, median(ours, by), median(peer, by),
               "req/s" if by == "rate" else "CPU-us/req", ratios, target,
               "; ".join(part for part in (note, details) if part))


def meets(value, target):
    sign, wanted = target[:2], float(target[2:])
    return value >= wanted if sign == ">=" else value <= wanted


def row(goal, title, ours, peer, unit, ratios, target, note=""):
    ratio = statistics.median(ratios)
    return {"goal": goal, "title": title, "ours": round(ours, 3),
            "peer": None if peer is None else round(peer, 3), "unit": unit,
            "ratio": round(ratio, 3), "target": target, "ok": meets(ratio, target),
            "rounds": len(ratios), "spread": [round(min(ratios), 3), round(max(ratios), 3)],
            "note": note}


def line_of(one):
    if one["ratio"] is None:
        return f"{one['goal']:3} {one['title']}: {one['note']}"
    spread = f"[{one['spread'][0]:g} {one['spread'][1]:g}]"
    peer = "-" if one["peer"] is None else f"{one['peer']:,.2f}"
    return (f"{one['goal']:3} {'ok ' if one['ok'] else 'NOT'} {one['ratio']:8.3f} {one['target']:7} {spread:16}"
            f" {one['title']}: {one['ours']:,.2f} against {peer} {one['unit']}; {one['note']}")
