// node tests/retries/run.mjs [--host NAME]…
// R-IDEM: 50 requests at once with one Idempotency-Key have one effect and one answer.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { parseArgs } from "node:util";
import { Host, hosts as all_hosts } from "../support/hosts.mjs";

const { values: flags } = parseArgs({ options: { host: { type: "string", multiple: true } } });
const at_once = 50;
const event = (part) => ({ message: `once ${part}`, error_type: "Once" });
const used = (name) => ({ name, component: "Once", kind: "view", session_id: "s", at_ms: Date.now() });
// A body, and another one that the same key must not be used for.
const routes = {
  "/errors": [event("alone"), event("other")],
  "/errors/batch": [{ events: [event("first"), event("second")] }, { events: [event("other")] }],
  "/errors/projects": [{ name: "once" }, { name: "twice" }],
  "/telemetry/events": [{ events: [used("once")] }, { events: [used("twice")] }],
  // Their answers are read back from what they wrote.
  "/executions": [{ name: "once" }, { name: "twice" }],
  "/executions/{run}/logs": [{ lines: [{ message: "once" }] }, { lines: [{ message: "twice" }] }],
  "/executions/{ended}/retry": [undefined, {}],
  "/pipelines": [{ name: "once" }, { name: "twice" }],
  "/pipelines/{pipeline}/restore": [{ revision: 1 }, { revision: 2 }],
};

for (const name of flags.host ?? all_hosts) {
  describe(`retries on ${name}`, () => {
    const host = new Host(name);
    let token;
    const places = {};
    before(async () => {
      await host.start();
      token = (await host.set_up()).access_token;
      places.run = await made("/executions", { name: "a run" });
      places.ended = await made("/executions", { name: "an ended run" });
      assert.equal((await host.request("POST", `/api/v1/executions/${places.ended}/cancel`, { token })).status, 200);
      places.pipeline = await made("/pipelines", { name: "a pipeline" });
    });
    after(() => host.close());

    const filled = (path) => path.replace(/\{(\w+)\}/, (_, name) => places[name]);
    const made = async (path, body) => (await host.request("POST", `/api/v1${path}`, { token, body })).json.id;
    const post = (path, body, key) =>
      host.request("POST", `/api/v1${filled(path)}`, { token, body, headers: { "idempotency-key": key } });

    for (const [path, [body, other]] of Object.entries(routes))
      test(`POST ${path}`, async () => {
        const answers = await Promise.all(Array.from({ length: at_once }, () => post(path, body, "same")));
        const done = answers.filter((answer) => answer.status !== 409);
        assert.ok(done.length > 0);
        for (const answer of done) assert.ok(answer.status < 300, answer.text);
        assert.equal(new Set(done.map((answer) => answer.text)).size, 1);
        for (const answer of answers.filter((one) => one.status === 409)) assert.equal(answer.json.code, "already_running");
        const again = await post(path, body, "same");
        assert.equal(again.text, done[0].text);
        assert.equal(again.headers.get("idempotency-replayed"), "true");
        assert.equal((await post(path, other, "same")).status, 422);
      });

    test("each had one effect", async () => {
      const data = async (path) => (await host.request("GET", `/api/v1${path}`, { token })).json.data;
      const runs = (await data("/executions")).map((run) => run.name).sort();
      assert.deepEqual(runs, ["a run", "an ended run", "an ended run", "once"]);
      assert.equal((await data(`/executions/${places.run}/logs`)).length, 1);
      assert.deepEqual((await data("/pipelines")).map((one) => one.name).sort(), ["a pipeline", "once"]);
      assert.equal((await data(`/pipelines/${places.pipeline}/revisions`)).length, 2);
      const stats = await host.request("GET", "/api/v1/errors/stats", { token });
      assert.equal(stats.json.event_count, 3);
      const projects = await host.request("GET", "/api/v1/errors/projects", { token });
      assert.deepEqual(projects.json.data.map((project) => project.name), ["once"]);
    });
  });
}
