"""I2: spans of a KiB, 100 a request, each answered once they are durable, beside OpenTelemetry's collector with a file."""
import pathlib
import sqlite3
import time

from harness import Server, built_with_go, compared, free_port, load, median, row
from rows.seeded import Seeded

PATH = "/v1/traces"
SPANS = 100  # of a request; see spans.lua
SETTINGS = """
receivers: {{otlp: {{protocols: {{http: {{endpoint: "127.0.0.1:{port}"}}}}}}}}
exporters: {{file: {{path: "{file}"}}}}
service:
  pipelines: {{traces: {{receivers: [otlp], exporters: [file]}}}}
  telemetry: {{metrics: {{level: none}}, logs: {{level: error}}}}
"""


class Collector(Server):
    """It answers once the file's writer has the spans, which syncs nothing."""

    def __init__(self, bench):
        folder, port = bench.folder("i2-peer"), free_port()
        self.file, settings = folder / "spans.json", folder / "settings.yaml"
        settings.write_text(SETTINGS.format(port=port, file=self.file))
        super().__init__([built_with_go("otelcol"), "--config", settings], "OpenTelemetry's collector",
                         url=f"http://127.0.0.1:{port}", environment={"GOMAXPROCS": "1"})

    def held_bytes(self):
        time.sleep(1.5)  # its writer holds back what is younger than a second
        return self.file.stat().st_size


def held_bytes(data):
    """Of the database, with what its log holds."""
    with sqlite3.connect(data / "arris.db", timeout=30) as database:
        return database.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()[0]


def run(bench):
    with Seeded(bench, "small", "i2") as seeded, Collector(bench) as peer:
        key = seeded.ask("POST", "/keys/access", {"name": "spans", "kind": "secret", "scopes": ["telemetry:write"]})["key"]
        sides = [(seeded.server, "/otlp" + PATH, [f"authorization: Bearer {key}"], lambda: held_bytes(pathlib.Path(seeded.data))),
                 (peer, PATH, [], peer.held_bytes)]
        rounds, sizes = ([], []), []
        for turn in range(bench.rounds + 1):
            sizes.append([])
            for place, (server, path, headers, held) in enumerate(sides):
                before = held()
                one = load(server, path, bench.seconds, connections=8, script="spans.lua", headers=headers)
                sizes[-1].append((held() - before) / (one["rate"] * bench.seconds * SPANS))
                if turn:
                    rounds[place].append(one)
        spans = [median(one, "rate") * SPANS for one in rounds]
        yield compared("I2", "requests of 100 spans beside OpenTelemetry's collector", rounds, "rate", ">=0.7",
                       f"{spans[0]:,.0f} spans/s against {spans[1]:,.0f}, 8 clients")
        ours, theirs = sizes[-1]
        yield row("I2", "bytes on disk of a span beside its JSON", ours, theirs, "bytes", [a / b for a, b in sizes[1:]], "<=0.5")
