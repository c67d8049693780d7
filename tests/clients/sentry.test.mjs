// Unmodified Sentry clients against both hosts: 200 events of 12 kinds become exactly 12 issues.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Host, hosts } from "../support/hosts.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const python = join(here, ".venv/bin/python");
const run = promisify(execFile);

const expected = new Map([
  ["Error: checkout failed", 20],
  ["KeyError: 'missing'", 16],
  ["PaymentError: card of user 19 was declined", 20],
  ["RangeError: page 19 is out of range", 20],
  ["RuntimeError: order failed", 16],
  ["StockError: item 15 is sold out", 16],
  ["SyntaxError", 20],
  ["TypeError: Cannot read properties of undefined (reading 'total')", 20],
  ["ValueError: invalid literal for int() with base 10: 'x'", 8],
  ["ZeroDivisionError: division by zero", 16],
  ["batch 7 took 7.5 seconds", 8],
  ["queue is 1900 jobs long", 20],
]);

// Titles show their first event, so numbers in them may differ from the last one's.
const kind = (title) => title.replace(/\d+(\.\d+)?/g, "#").replace(/^(SyntaxError).*/, "$1");

for (const name of hosts) {
  describe(`sentry clients on ${name}`, () => {
    const host = new Host(name);
    let token;
    let issues;
    const api = (method, path, body) => host.request(method, "/api/v1" + path, { body, token });

    before(async () => {
      await host.start();
      token = (await host.set_up()).access_token;
      const project = await api("POST", "/errors/projects", { name: "shop" });
      assert.equal(project.status, 201, project.text);
      await run(process.execPath, [join(here, "sentry_node.mjs"), project.json.dsn]);
      await run(python, [join(here, "sentry_python.py"), project.json.dsn]);
      issues = (await api("GET", "/errors?limit=200")).json.data;
    });
    after(() => host.close());

    const find = (start) => issues.find((issue) => issue.title.startsWith(start));

    test("every kind is one issue with all of its events", () => {
      const counted = issues.map((issue) => [kind(issue.title), issue.event_count]).sort();
      assert.deepEqual(counted, [...expected].map(([title, count]) => [kind(title), count]).sort());
    });

    test("people are counted, not events", () => {
      assert.equal(find("PaymentError").people_count, 5);
      assert.equal(find("StockError").people_count, 4);
    });

    test("level and handledness make the severity", () => {
      assert.equal(find("SyntaxError").level, "fatal");
      assert.equal(find("queue is").level, "warning");
    });

    test("an event keeps its frames, its cause, its breadcrumbs and its tags", async () => {
      const detail = (await api("GET", `/errors/${find("Error: checkout failed").id}`)).json;
      const payload = detail.latest_event.payload;
      assert.equal(payload.exception.values.length, 2);
      assert.ok(payload.exception.values[1].stacktrace.frames.some((frame) => frame.function === "wrapped"));
      assert.ok(payload.breadcrumbs.some((crumb) => crumb.category === "cart"));
      assert.ok(detail.facets.some((facet) => facet.kind === "release" && facet.value === "shop@1.2.0"));
    });

    test("resolve, regress, mute, merge and unmerge", async () => {
      const issue = find("ZeroDivisionError");
      const state = async () => (await api("GET", `/errors/${issue.id}`)).json.issue.state;
      assert.equal((await api("PATCH", `/errors/${issue.id}`, { state: "resolved" })).status, 200);
      assert.equal(await state(), "resolved");
      const projects = (await api("GET", "/errors/projects")).json.data;
      await new Promise((resolve) => setTimeout(resolve, 5));
      await run(python, [join(here, "sentry_python.py"), projects[0].dsn]);
      assert.equal(await state(), "unresolved");
      assert.equal((await api("PATCH", `/errors/${issue.id}`, { state: "muted" })).status, 200);
      assert.equal(await state(), "muted");

      const other = find("KeyError");
      const merged = await api("POST", `/errors/${issue.id}/merge`, { issue_ids: [other.id], reason: "same cause" });
      assert.equal(merged.status, 200, merged.text);
      assert.equal((await api("GET", `/errors/${other.id}`)).status, 404);
      const detail = (await api("GET", `/errors/${issue.id}`)).json;
      assert.equal(detail.issue.event_count, 64);
      const leaving = detail.fingerprints.map((row) => row.fingerprint).slice(0, 1);
      const split = await api("POST", `/errors/${issue.id}/unmerge`, { fingerprints: leaving });
      assert.equal(split.status, 200, split.text);
      const counts = await Promise.all(
        split.json.ids.map(async (id) => (await api("GET", `/errors/${id}`)).json.issue.event_count),
      );
      assert.deepEqual(counts, [32, 32]);
    });

    test("errors and messages of one function are told apart, those that are alike joined", async () => {
      const project = await api("POST", "/errors/projects", { name: "alike" });
      await run(process.execPath, [join(here, "sentry_alike.mjs"), project.json.dsn]);
      const { data } = (await api("GET", "/errors?release=alike@1.0.0")).json;
      const counted = data.map((issue) => `${kind(issue.title)} x${issue.event_count}`).sort();
      assert.deepEqual(counted, [
        "Error: database is down x2",
        "Error: no name of user # x2",
        "Error: payment declined x2",
        "checkout: cache is cold x2",
        "checkout: queue is full x2",
        "checkout: user # waits x2",
      ]);
    });
  });
}
