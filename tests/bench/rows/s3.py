"""S3: create one, get one, list 20 with a signed-in person, beside PocketBase with the same fields and the same fsync."""
import json
import subprocess
import urllib.request

from harness import Server, built_with_go, compared, free_port, load
from rows.seeded import Seeded

EMAIL, PASSWORD = "owner@example.com", "correct horse battery staple"
FIELDS = [{"name": "name", "type": "text", "required": True}, {"name": "description", "type": "text"},
          {"name": "status", "type": "text"}, {"name": "tags", "type": "json"}, {"name": "config", "type": "json"},
          {"name": "created", "type": "autodate", "onCreate": True}]
SIGNED_IN = '@request.auth.id != ""'
THING = {"description": "x" * 100, "status": "active", "tags": ["etl"], "config": {"retries": 3}}


class PocketBase(Server):
    def __init__(self, bench):
        data, url = bench.folder("s3-peer"), f"http://127.0.0.1:{free_port()}"
        subprocess.run([built_with_go("pocketbase"), "superuser", "upsert", EMAIL, PASSWORD, "--dir", data], check=True,
                       capture_output=True)
        super().__init__([built_with_go("pocketbase"), "serve", "--http", url.removeprefix("http://"), "--dir", data], "PocketBase", url=url)

    def __enter__(self):
        super().__enter__()
        self.token = None
        self.token = self.sign_in("_superusers", EMAIL)
        self.ask("POST", "/api/collections", {"name": "pipelines", "type": "base", "fields": FIELDS,
                                              "listRule": SIGNED_IN, "viewRule": SIGNED_IN, "createRule": SIGNED_IN,
                                              "indexes": ["CREATE UNIQUE INDEX one_name ON pipelines (name)"]})
        person = {"email": "a@example.com", "password": PASSWORD, "passwordConfirm": PASSWORD}
        self.ask("POST", "/api/collections/users/records", person)
        self.token = self.sign_in("users", "a@example.com")
        for i in range(100):
            made = self.ask("POST", "/api/collections/pipelines/records", {"name": f"thing {i}", **THING})
        self.one = f"/api/collections/pipelines/records/{made['id']}"
        return self

    def sign_in(self, collection, email):
        body = {"identity": email, "password": PASSWORD}
        return self.ask("POST", f"/api/collections/{collection}/auth-with-password", body)["token"]

    def ask(self, method, path, body):
        headers = {"content-type": "application/json", **({"authorization": self.token} if self.token else {})}
        request = urllib.request.Request(self.url + path, json.dumps(body).encode(), headers, method=method)
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)


def rounds_of(bench, ours, peer, script=None):
    """Each (server, path, header)."""
    rounds = ([], [])
    for turn in range(bench.rounds + 1):
        for place, (server, path, header) in enumerate((ours, peer)):
            seconds = bench.seconds if turn else 1
            one = load(server, path, seconds, headers=[header], script=script)
            if turn:
                rounds[place].append(one)
    return rounds


def run(bench):
    with Seeded(bench, "small", "s3") as seeded, PocketBase(bench) as peer:
        for i in range(100):
            made = seeded.ask("POST", "/pipelines", {"name": f"thing {i}", **THING})
        mine, theirs = f"authorization: Bearer {seeded.token}", f"authorization: {peer.token}"
        pages = [("get one", "rate", ">=20", f"/api/v1/pipelines/{made['id']}", peer.one, None),
                 ("list 20", "rate", ">=10", "/api/v1/pipelines?limit=20",
                  "/api/collections/pipelines/records?perPage=20&skipTotal=1&sort=-created", None),
                 ("create one", "rate", ">=10", "/api/v1/pipelines", "/api/collections/pipelines/records", "create.lua")]
        for title, by, target, path, other, script in pages:
            rounds = rounds_of(bench, (seeded.server, path, mine), (peer, other, theirs), script)
            yield compared("S3", f"{title}, signed in, beside PocketBase", rounds, by, target)
