"""H1: the HTTP server alone, and the host with route, session, headers and log, beside a bare epoll loop."""
import json
import subprocess
import urllib.request

from harness import compared, duel, row
from rows.hosts import arris


def bare(bench):
    rounds, requests = (1, 20_000) if bench.quick else (bench.rounds, 200_000)
    out = subprocess.run([bench.program("hosts/web/http_bare"), str(rounds), str(requests)],
                         capture_output=True, text=True, check=True).stdout
    return json.loads(out)


def sign_in(server):
    body = json.dumps({"token": server.hello["setup_token"], "email": "ada@example.com",
                       "password": "violet kettle 4711 harbour", "name": "Ada",
                       "org_name": "Bench", "token_transport": "body"}).encode()
    request = urllib.request.Request(server.url + "/api/v1/auth/setup", body,
                                     {"content-type": "application/json", "origin": server.url}, method="POST")
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["access_token"]


def run(bench):
    result = bare(bench)
    low, high = result["spread"]
    yield row("H1", "200 bytes of JSON, the HTTP server alone", result["ours"], result["peer"],
              "CPU-us/req", [low, result["ratio"], high], ">=0.90",
              f"{result['rounds']} rounds in one process")
    database = bench.folder("h1") / "rows.db"
    with arris(bench, "h1-full", guest="native") as ours:
        yield from full(bench, ours, database)


def full(bench, ours, database):
    from rows.s2 import peer_of  # the same bare loop, asked for a fixed answer
    with peer_of(bench, database) as peer:
        rounds = duel(bench, (ours, "/api/v1/bench/static"), (peer, "/static"))
        yield compared("H1", "200 bytes through the whole host", rounds, "cpu_us", ">=0.60",
                       "route, headers, metrics; no session")
        token = sign_in(ours)
        rounds = duel(bench, (ours, "/api/v1/bench/session"), (peer, "/static"),
                      headers=[f"Authorization: Bearer {token}"])
        yield compared("H1", "the same for a person signed in", rounds, "cpu_us", ">=0.60",
                       "with the token's check and the session's row")
