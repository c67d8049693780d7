"""Runs the rows of tests/bench/rows one after another; scripts/bench says how it is called."""
import argparse
import importlib
import json
import pathlib
import sys
import traceback

from harness import Bench, line_of

ROWS = ["E3", "J1", "S1", "W1", "H1", "W2", "W7", "S2", "M1", "W3", "D4", "E1", "D2", "P95", "PAGES", "G1", "A2", "S3", "I1", "I2", "I4"]
# What fills a year or installs a peer is no part of a smoke run, unless it is named.
LONG = ["A2", "S3", "I1", "I2", "I4"]


def parse(arguments):
    parser = argparse.ArgumentParser(prog="scripts/bench")
    parser.add_argument("rows", nargs="*", metavar="ROW", help=" ".join(ROWS))
    parser.add_argument("--quick", action="store_true", help="one short round of each row")
    parser.add_argument("--native", default="build/release", help=argparse.SUPPRESS)
    parser.add_argument("--wasm", default="build/bench-wasm", help=argparse.SUPPRESS)
    parser.add_argument("--node", default="node", help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=5, help="rounds of five seconds (5)")
    options = parser.parse_args(arguments)
    unknown = [row for row in options.rows if row not in ROWS]
    if unknown:
        parser.error(f"{' '.join(unknown)}: the rows are {' '.join(ROWS)}")
    return options


def run_row(bench, name):
    rows = []
    try:
        for one in importlib.import_module(f"rows.{name.lower()}").run(bench):
            rows.append(one)
    except Exception as error:  # one row that can't run keeps no other from running
        traceback.print_exc()
        rows.append({"goal": name, "title": "did not run", "ours": None, "peer": None, "unit": "",
                 "ratio": None, "target": "", "ok": False, "rounds": 0, "spread": None,
                 "note": str(error), "ran": False})
    return rows


def merge(path, results):
    """Rows that were not measured this time stay as they were."""
    try:
        old = json.loads(path.read_text())
    except (OSError, ValueError):
        old = []
    measured = {row["goal"] for row in results}
    kept = [row for row in old if row["goal"] not in measured]
    order = {name: place for place, name in enumerate(ROWS)}
    return sorted(kept + results, key=lambda row: order.get(row["goal"], 99))


def main(arguments):
    options = parse(arguments)
    bench = Bench(options)
    results, ran = [], True
    for name in options.rows or [row for row in ROWS if not (options.quick and row in LONG)]:
        for row in run_row(bench, name):
            ran = row.pop("ran", True) and ran
            results.append(row)
            print(line_of(row), flush=True)
    path = pathlib.Path("build/bench.json")
    path.write_text(json.dumps(merge(path, results), indent=1) + "\n")
    return 0 if ran else 1


sys.exit(main(sys.argv[1:]))
