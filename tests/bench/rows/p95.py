"""P95: every list and chart route over a million events, one client. What the OpenAPI document lists is measured: each
route as it is, with the widest range, and with each value of each filter."""
import json
import re
import urllib.parse

from harness import row
from rows.seeded import Seeded

WIDEST = {"range": "90d", "limit": "200"}
# What people filter by, in the sample org.
TEXTS = {"q": "nightly", "environment": "production", "release": "app@1.12.0", "tag": "etl", "provider": "openai",
         "model": "gpt-4o-mini", "agent_id": "support", "action": "key.created", "utc_offset_min": "60", "after": "2"}
EXPORTS = ("/tokens/export", "/analytics/export")  # files, which few may fetch at once


def resolved(document, part):
    while "$ref" in part:
        name, part = part["$ref"], document
        for step in name.split("/")[1:]:
            part = part[step]
    return part


class Routes:
    def __init__(self, seeded):
        self.seeded = seeded
        self.document = json.loads(seeded.send("GET", "/openapi.json")[1])
        self.ids = {}

    def targets(self):
        """Every address to measure."""
        texts = self.texts()
        for path, methods in self.document["paths"].items():
            route = methods.get("get")
            if route is None or not route["responses"].get("200", {}).get("content"):
                continue
            if not path.startswith("/api/v1") or path.startswith("/api/v1/bench/") or path.endswith("/stream"):
                continue
            filled = self.filled(path)
            if filled:
                yield from self.variants(filled, route, texts)

    def texts(self):
        first = lambda path: self.seeded.ask("GET", path)["data"][0]["id"]
        member = self.seeded.ask("GET", "/team/members")["data"][1]["id"]
        run, pipeline = first("/executions"), first("/pipelines")
        return {**TEXTS, "pipeline_id": pipeline, "workflow": pipeline, "execution_id": run, "user_id": member,
                "actor": member, "started_by": member}

    def filled(self, path):
        """With the id or name of what the list before it gives first; None where there is nothing."""
        place = re.search(r"/{(\w+)}", path)
        if not place:
            return path
        before = path[:place.start()]
        if before.endswith("/errors/events"):
            issue = self.seeded.ask("GET", "/errors")["data"][0]["id"]
            before = f"/api/v1/errors/{issue}/events"
        if before not in self.ids:
            data = self.seeded.ask("GET", before)["data"]
            self.ids[before] = data[0][place[1]] if data else None
        found = self.ids[before]
        return found and path.replace("{%s}" % place[1], urllib.parse.quote(found, ""))

    def variants(self, path, route, texts):
        parameters = [resolved(self.document, one) for one in route.get("parameters", [])]
        parameters = {one["name"]: one for one in parameters if one["in"] == "query"}
        needed = {name: resolved(self.document, one["schema"])["enum"][0]
                  for name, one in parameters.items() if one.get("required")}
        wide = {**needed, **{name: value for name, value in WIDEST.items() if name in parameters}}
        yield self.address(path, needed)
        yield self.address(path, wide)
        if path.endswith(EXPORTS):
            return
        for name, one in parameters.items():
            schema = resolved(self.document, one["schema"])
            values = schema.get("enum") or (["true", "false"] if schema["type"] == "boolean" else [])
            for value in values or ([texts[name]] if name in texts else []):
                yield self.address(path, {**self.fitting(wide, name, value), name: value})
        if "cursor" in parameters:
            _, body = self.seeded.send("GET", self.address(path, wide))
            yield from self.second_page(path, wide, body)

    @staticmethod
    def fitting(wide, name, value):
        """Minutes are not kept for 90 days, nor shown for a day."""
        return {**wide, "range": "1h"} if (name, value) == ("bucket", "minute") else (
            {**wide, "range": "7d"} if (name, value) == ("bucket", "hour") else wide)

    def second_page(self, path, wide, body):
        cursor = json.loads(body).get("next_cursor") if body[:1] == b"{" else None
        if cursor:
            yield self.address(path, {**wide, "cursor": cursor})

    @staticmethod
    def address(path, query):
        return path + ("?" + urllib.parse.urlencode(query) if query else "")


def percentile(times, percent):
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def run(bench):
    with Seeded(bench, "small" if bench.quick else "large") as seeded:
        rows, refused = [], []
        count = 3 if bench.quick else 40
        for path in dict.fromkeys(Routes(seeded).targets()):
            status, _ = seeded.send("GET", path)
            if status == 400:
                refused.append(path)
                continue
            times = seeded.times_ms(path, count + 2)[2:]
            rows.append((percentile(times, 95), percentile(times, 50), path))
        rows.sort(reverse=True)
        for p95, p50, path in rows:
            print(f"    p95 {p95:8.2f} ms  p50 {p50:8.2f} ms  {path}")
        for path in refused:
            print(f"    refused: {path}")
        slow = [one for one in rows if one[0] > 20]
        yield row("P95", f"slowest of {len(rows)} reads of the {seeded.size} sample data, p95, one client", rows[0][0], None, "ms",
                  [rows[0][0]], "<=20", f"{len(slow)} over 20 ms; slowest {rows[0][2]}")
