"""I4: calls of a model through the gateway: what it adds to one and to a stream, and how many a second beside LiteLLM's proxy."""
import json
import statistics
import subprocess
import sys
import urllib.request

from harness import HERE, ROOT, Server, compared, free_port, load, row
from rows import streams
from rows.seeded import Seeded

PATH = "/v1/chat/completions"
PEER_KEY = "sk-" + "bench-of-the-gateway-" * 2
SETTINGS = """
model_list:
  - model_name: gpt-4o
    litellm_params: {{model: openai/gpt-4o, api_base: "{url}/v1", api_key: sk-provider}}
litellm_settings: {{telemetry: false}}
"""


def program():
    """Installed once, from the package registry."""
    folder = ROOT / "build/bench-peers/litellm"
    if not (folder / "bin/litellm").exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([folder / "bin/pip", "install", "--quiet", "litellm[proxy]==1.106.2"], check=True)
    return folder / "bin/litellm"


def provider(bench):
    port = free_port()
    return Server([bench.node, HERE / "peers/provider.mjs", port], "provider", url=f"http://127.0.0.1:{port}")


class LiteLLM(Server):
    """Ready once it has answered a call: the first one takes seconds, in which it loads what it needs for calls."""

    def __init__(self, bench, url):
        port, settings = free_port(), bench.folder("i4-peer") / "settings.yaml"
        settings.write_text(SETTINGS.format(url=url))
        super().__init__([program(), "--config", settings, "--host", "127.0.0.1", "--port", port], "LiteLLM",
                         url=f"http://127.0.0.1:{port}",
                         environment={"LITELLM_MASTER_KEY": PEER_KEY, "LITELLM_LOCAL_MODEL_COST_MAP": "True"})

    def __enter__(self):
        super().__enter__()
        call = {"model": "gpt-4o", "messages": [{"role": "user", "content": "a word"}]}
        urllib.request.urlopen(urllib.request.Request(
            self.url + PATH, json.dumps(call).encode(),
            {"content-type": "application/json", "authorization": f"Bearer {PEER_KEY}"}), timeout=60).close()
        return self


def key_of(seeded, url):
    """A key for clients, with a provider's secret behind it; the sample's secrets open nothing."""
    for one in seeded.ask("GET", "/keys?limit=100")["data"]:
        seeded.ask("DELETE", f"/keys/{one['id']}")
    seeded.ask("POST", "/keys", {"name": url, "service": "openai", "secret": "sk-provider", "base_url": url})
    return seeded.ask("POST", "/keys/access", {"name": url, "kind": "secret", "scopes": ["ai:use"]})["key"]


def added(bench, gateway, straight):
    """The medians of both, of one client; those of one round are compared with each other."""
    pairs = []
    for _ in range(bench.rounds + 1):
        pairs.append([load(server, path, bench.seconds, connections=1, script="chat.lua", headers=headers)["p50_us"]
                      for server, path, headers in (gateway, straight)])
    ours, theirs = (statistics.median(one) for one in zip(*pairs[1:]))
    return row("I4", "p50 that the gateway adds to a call", ours, theirs, "us", [a - b for a, b in pairs[1:]], "<=60",
               "one client; through it and straight to the provider")


def duelled(bench, ours, theirs):
    """Rounds in turn, none shorter than 5 s: on a busy machine none of the peer's 32 calls is answered in one."""
    rounds = ([], [])
    for turn in range(bench.rounds + 1):
        for place, (server, path, headers) in enumerate((ours, theirs)):
            one = load(server, path, max(bench.seconds, 5), script="chat.lua", headers=headers)
            if turn:
                rounds[place].append(one)
    return rounds


def run(bench):
    with provider(bench) as upstream, Seeded(bench, "small", "i4") as seeded:
        key = key_of(seeded, upstream.url)
        headers = [f"authorization: Bearer {key}"]
        ours = (seeded.server, f"/openai{PATH}", headers)
        yield added(bench, ours, (upstream, PATH, []))
        gateway = (f"{seeded.server.url}/openai{PATH}", key)
        yield streams.delayed(bench, gateway, (upstream.url + PATH, None))
        yield streams.held(bench, seeded.server, gateway)
        with LiteLLM(bench, upstream.url) as peer:
            theirs = (peer, PATH, [f"authorization: Bearer {PEER_KEY}"])
            yield compared("I4", "calls beside LiteLLM's proxy, 32 clients", duelled(bench, ours, theirs), "rate", ">=10")
