"""I1: crashes as Sentry envelopes, until all of them can be looked up, beside Bugsink with SQLite."""
import sqlite3
import subprocess
import sys
import time

from harness import ROOT, Server, free_port, load, row
from rows.seeded import Seeded

UNLIMITED = ["PROJECT_PER_5_MINUTES", "PROJECT_PER_HOUR", "PROJECT_PER_MONTH", "5_MINUTES", "HOUR", "MONTH"]
PROJECT = """
from projects.models import Project
from teams.models import Team
project = Project.objects.create(name="bench", team=Team.objects.create(name="bench"))
print(project.id, project.sentry_key)
"""


def programs():
    """Installed once, from the package registry."""
    folder = ROOT / "build/bench-peers/bugsink"
    if not (folder / "bin/bugsink-manage").exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([folder / "bin/pip", "install", "--quiet", "bugsink==2.6.1"], check=True)
    return folder / "bin"


class Bugsink(Server):
    def __init__(self, bench):
        self.data, port, tools = bench.folder("i1-peer"), free_port(), programs()
        self.manage = [tools / "bugsink-manage"]
        subprocess.run([tools / "bugsink-create-conf", "--template=singleserver", "--host=127.0.0.1", "--port",
                        str(port), f"--base-dir={self.data}"], cwd=self.data, check=True, capture_output=True)
        with open(self.data / "bugsink_conf.py", "a") as settings:
            settings.write('BUGSINK["PHONEHOME"] = False\n')
            settings.writelines(f'BUGSINK["MAX_EVENTS_PER_{name}"] = 10**9\n' for name in UNLIMITED)
        self.run("migrate")
        self.run("migrate", "snappea", "--database=snappea")
        self.project, self.key = self.run("shell", "-c", PROJECT).split()[-2:]
        both = (f"{tools}/bugsink-runsnappea & a=$!; {tools}/gunicorn --bind 127.0.0.1:{port} --workers 2 --log-level error"
                " bugsink.wsgi & b=$!; trap 'kill $a $b; wait' TERM; wait $b")
        super().__init__(["bash", "-c", both], "Bugsink", cwd=self.data, url=f"http://127.0.0.1:{port}",
                         environment={"DJANGO_SETTINGS_MODULE": "bugsink_conf", "PYTHONPATH": str(self.data)})

    def run(self, *arguments):
        return subprocess.run([*self.manage, *arguments], cwd=self.data, check=True, capture_output=True, text=True).stdout

    def stored(self):
        database = sqlite3.connect(self.data / "db.sqlite3", timeout=30)
        return database.execute("SELECT count(*) FROM events_event").fetchone()[0]


def rate(server, project, key, seconds, stored):
    """Events a second, from the first that was sent to the last that was stored."""
    before, began = stored(), time.monotonic()
    sent = load(server, f"/api/{project}/envelope/", seconds, connections=8, script="envelope.lua",
                headers=[f"x-sentry-auth: Sentry sentry_version=7, sentry_key={key}"])
    accepted = sent["rate"] * seconds
    last, since = stored(), time.monotonic()
    while last - before < accepted * 0.99 and time.monotonic() - since < 60:
        time.sleep(0.2)
        if (now := stored()) > last:
            last, since = now, time.monotonic()
    return (last - before) / (since - began)


def run(bench):
    with Seeded(bench, "small", "i1") as seeded, Bugsink(bench) as peer:
        mine = seeded.ask("POST", "/errors/projects", {"name": f"bench {time.time()}"})

        def stored():
            database = sqlite3.connect(seeded.data / "arris.db", timeout=30)
            return database.execute("SELECT sum(event_count) FROM error_issues WHERE project_id = ?",
                                    (mine["id"],)).fetchone()[0] or 0

        pairs = []
        for _ in range(bench.rounds):
            ours = rate(seeded.server, mine["number"], mine["public_key"], bench.seconds, stored)
            pairs.append((ours, rate(peer, peer.project, peer.key, bench.seconds, peer.stored)))
        ours, theirs = (sorted(one)[len(one) // 2] for one in zip(*pairs))
        yield row("I1", "crashes stored beside Bugsink", ours, theirs, "events/s", [a / b for a, b in pairs], ">=30",
                  "drained, 8 clients")
