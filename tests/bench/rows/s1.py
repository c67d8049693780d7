"""S1: durable single-row writes by 32 clients, in groups and with a commit for each."""
import re
import statistics
import subprocess

from harness import row


def run(bench):
    ratios, grouped, single, p50 = [], [], [], []
    for _ in range(bench.rounds):
        folder = bench.folder("s1")
        out = subprocess.run([bench.program("hosts/sqlite/sqlite_bench"), folder, str(bench.seconds)],
                             capture_output=True, text=True, check=True).stdout
        sync_us = float(re.search(r"fdatasync\s+([\d.]+) us", out)[1])
        one = {name: re.search(name + r"\s+([\d.]+)/s\s+p50\s+([\d.]+) us", out)
               for name in ("in groups", "one by one")}
        grouped.append(float(one["in groups"][1]))
        single.append(float(one["one by one"][1]))
        ratios.append(grouped[-1] / single[-1])
        p50.append(float(one["in groups"][2]) / sync_us)
    note = f"fdatasync {sync_us:.0f} us; " + re.search(r"([\d.]+ writes a commit)", out)[1]
    yield row("S1", "durable writes, 32 clients, in groups", statistics.median(grouped),
              statistics.median(single), "writes/s", ratios, ">=10", note)
    yield row("S1", "their p50, counted in fdatasyncs", statistics.median(p50), None, "fdatasync",
              p50, "<=4", note)
