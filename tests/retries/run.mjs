// node tests/retries/run.mjs [--host NAME]…
// R-IDEM: 50 requests at once with one Idempotency-Key have one effect and one answer. And every POST that documents the
// header, sent twice, acts once and answers the same; one that answers a secret is refused then.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { parseArgs } from "node:util";
import { Host, hosts as all_hosts } from "../support/hosts.mjs";
import { routes as all_routes } from "../support/manifests.mjs";
import { dump, quiet, staff } from "../support/people.mjs";
import { body_of, functions, url_of } from "../tenant/functions.mjs";

const { values: flags } = parseArgs({ options: { host: { type: "string", multiple: true } } });
const at_once = 50;
const by_the_clock = ["_cf_METADATA", "jobs", "memberships.last_active_at_ms"];
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
    let people;
    before(async () => {
      await host.start();
      people = await staff(host);
      token = people.owner.access_token;
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

    // What the matrix of tenants makes as the owner of an org, made for one org.
    const world = {
      host,
      homes: { owner: "a" },
      get people() {
        return Object.fromEntries(Object.entries(people).map(([role, one]) => [`a ${role}`, one]));
      },
      token: () => token,
      ask: (org, method, path, body) => host.request(method, `/api/v1${path}`, { token, body }),
      async add(org, path, body, status = 201) {
        const answer = await this.ask(org, "POST", path, body);
        assert.equal(answer.status, status, `POST ${path}: ${answer.text}`);
        return answer.json;
      },
    };

    async function target_of(route) {
      const { make, prepare } = functions[route.function];
      const target = (await make?.(world, "a")) ?? {};
      await prepare?.[route.name]?.(world, "a", target);
      return target;
    }

    async function is_documented(route) {
      document ??= (await host.request("GET", "/openapi.json")).json;
      const parameters = document.paths[route.url.replace(/\/$/, "")].post.parameters ?? [];
      return parameters.some(({ $ref }) => $ref?.endsWith("/IdempotencyKey"));
    }
    let document;

    for (const route of all_routes().filter(({ method, protocol }) => method === "POST" && !protocol))
      test(`${route.name} as it is documented`, async () => {
        assert.equal(await is_documented(route), route.retry !== undefined);
        if (!route.retry) return;
        const target = await target_of(route);
        const sent = { token, body: body_of(route, target, "twice"), headers: { "idempotency-key": `twice ${route.name}`.replaceAll(" ", "-") } };
        const first = await host.request("POST", url_of(route, target), sent);
        assert.ok(first.status < 300, `${first.status} ${first.text}`);
        await quiet(host);
        const after_first = dump(host, by_the_clock);
        const second = await host.request("POST", url_of(route, target), sent);
        assert.deepEqual(dump(host, by_the_clock), after_first);
        if (route.retry === "shown_once") return assert.equal(second.json.code, "already_answered", second.text);
        assert.equal(second.text, first.text);
        assert.equal(second.headers.get("idempotency-replayed"), "true");
      });
  });
}
