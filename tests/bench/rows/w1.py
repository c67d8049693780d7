"""W1: a new store, an instance and the end of both, by the module."""
import json
import subprocess

from harness import SERVER_CORE, row


def run(bench):
    rounds, count = (3, 2000) if bench.quick else (15, 20000)
    out = subprocess.run(["taskset", "-c", SERVER_CORE, bench.program("tests/bench/instance_bench"),
                          bench.modules, str(rounds), str(count)],
                         capture_output=True, text=True, check=True).stdout
    found = {one["name"]: one for one in json.loads(out)}
    made_up = {"empty", "50 KB", "500 KB", "2 MB"}
    largest = max((one for one in found.values() if one["name"] not in made_up),
                  key=lambda one: one["bytes"])
    all_of = ", ".join(f"{name} {one['us']:.2f} us" for name, one in found.items())
    yield compare("instantiate and drop " + largest["name"], largest, found["empty"], "<=1.3", all_of)
    yield compare("the same, 2 MB of code to 50 KB", found["2 MB"], found["50 KB"], "<=1.05")


def compare(title, ours, peer, target, note=""):
    return row("W1", title, ours["us"], peer["us"], "us",
               [a / b for a, b in zip(ours["times"], peer["times"])], target, note)
