"""A server with the sample org of `arris seed`, and its owner's requests on one connection."""
import hashlib
import http.client
import json
import subprocess
import time

from harness import ROOT, Server

EMAIL, PASSWORD = "owner@example.com", "correct horse battery staple"


def state_of_migrations():
    """Their names and sums: a server refuses data that others have made."""
    return hashlib.sha256((ROOT / "migrations/SUMS").read_bytes()).hexdigest()


class Seeded:
    """Used by `with`. The data is kept under build/bench-data and made again when the size or the day is another."""

    def __init__(self, bench, size, name="", change=None):
        """`change` is done to the database's file once, after it was filled; `name` tells such data apart."""
        self.bench, self.size, self.change = bench, size, change
        self.folder = f"seeded-{name or size}"
        self.data = bench.scratch / self.folder
        self.tools = [bench.program("hosts/wasmtime/arris")]

    def __enter__(self):
        made = self.data / "made"
        wanted = f"{self.size} {time.strftime('%Y-%m-%d')} {state_of_migrations()}"
        is_kept = made.exists() and made.read_text() == wanted
        if not is_kept:
            self.data = self.bench.folder(self.folder)
        self.flags = ["--data", self.data, "--modules", self.bench.modules, "--migrations",
                      self.bench.migrations()]
        self.server = Server([self.bench.program("tests/bench/bench_host"), "--limits", "off", *self.flags],
                             f"seeded {self.size}")
        self.server.__enter__()
        try:
            self.prepare(made, None if is_kept else wanted)
        except BaseException:
            self.server.__exit__()
            raise
        return self

    def prepare(self, made, wanted):
        if wanted:
            self.connect()
            self.ask("POST", "/auth/setup", {"token": self.server.hello["setup_token"], "email": EMAIL, "name": "Olga Owner",
                                             "password": PASSWORD, "org_name": "Shop"})
            subprocess.run([*map(str, self.tools), "seed", "--size", self.size, *map(str, self.flags)],
                           check=True, stdout=subprocess.DEVNULL)
            if self.change:
                self.change(self.data / "arris.db")
            made.write_text(wanted)
        self.sign_in()

    def __exit__(self, *error):
        self.server.__exit__(*error)

    def connect(self):
        self.token = None
        self.connection = http.client.HTTPConnection(self.server.url.removeprefix("http://"))

    def sign_in(self):
        self.connect()  # the server ends one that is idle while it is filled
        answer = self.ask("POST", "/auth/login", {"email": EMAIL, "password": PASSWORD, "token_transport": "body"})
        self.token = answer["access_token"]
        orgs = self.ask("GET", "/auth/session")["orgs"]
        org = next(one["id"] for one in orgs if one["name"] == "Sample")
        self.token = self.ask("POST", "/auth/switch-org", {"org_id": org})["access_token"]

    def send(self, method, path, body=None):
        """The status and the bytes."""
        headers = {"content-type": "application/json"} if body is not None else {}
        if self.token:
            headers["authorization"] = f"Bearer {self.token}"
        sent = None if body is None else json.dumps(body)
        self.connection.request(method, path, sent, headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read()

    def ask(self, method, path, body=None):
        status, answer = self.send(method, path if path.startswith("/api") else "/api/v1" + path, body)
        if status >= 300:
            raise RuntimeError(f"{method} {path}: {status} {answer[:300]}")
        return json.loads(answer) if answer else None

    def times_ms(self, path, count):
        """How long an answer takes, each of `count` times."""
        times = []
        try:
            self.send("GET", path)
        except (http.client.HTTPException, OSError):  # the server ended it while another was filled
            self.sign_in()
        for _ in range(count):
            began = time.perf_counter()
            status, answer = self.send("GET", path)
            times.append((time.perf_counter() - began) * 1000)
            if status == 401:
                self.sign_in()
                times.pop()
            elif status != 200:
                raise RuntimeError(f"{path}: {status} {answer[:300]}")
        return times
