// node tests/tenant/run.mjs [--host NAME]…
// Every route that needs a session × everybody × own, foreign, deleted and random targets. What is expected follows
// from the route's own `allow`. Nobody ever sees the other org's canary or changes one of its rows.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { parseArgs } from "node:util";
import { Host, hosts as all_hosts } from "../support/hosts.mjs";
import { may, routes as all_routes } from "../support/manifests.mjs";
import { Providers } from "../support/providers.mjs";
import { quiet, restart, with_database } from "../support/people.mjs";
import { canaries } from "./canaries.mjs";
import { body_of, refusals_only, targeted_by_body, url_of } from "./functions.mjs";
import { key_principals, Tenants } from "./world.mjs";

const { values: flags } = parseArgs({ options: { host: { type: "string", multiple: true } } });
const day_ms = 86_400_000;
const routes = all_routes().filter((route) => route.allow.kind !== "anyone");
const has_target = (route) => route.path.includes("{id}") || targeted_by_body.includes(route.name);
const outsiders = { anonymous: "unauthenticated", ended: "session_ended", removed: "session_ended", suspended: "session_ended" };

function role_of(name) {
  if (name === "both") return "member";
  return name.split(" ")[1];
}

const dead_keys = { "expired key": "key_expired", "revoked key": "invalid_key" };

function refusal_of_key({ kind, scope }, name) {
  if (kind === "session") return { status: 403, code: "insufficient_scope" };
  if (dead_keys[name]) return { status: 401, code: dead_keys[name] };
  const { scopes } = key_principals[name];
  return scopes.includes(scope) || scopes.includes("admin") ? null : { status: 403, code: "insufficient_scope" };
}

function expected(route, name, target) {
  if (outsiders[name]) return { status: 401, code: outsiders[name] };
  const refusal = key_principals[name] ? refusal_of_key(route.allow, name) : null;
  if (refusal) return refusal;
  if (!key_principals[name] && !may(route.allow, role_of(name))) return { status: 403, code: "forbidden" };
  if (target !== "own") return { status: 404, code: "not_found" };
  return { status: route.status };
}

const without_request_id = (text) => text.replace(/"request_id":"[^"]*"/, "");

for (const host_name of flags.host ?? all_hosts) {
  describe(`tenants on ${host_name}`, () => {
    const host = new Host(host_name);
    const world = new Tenants(host);
    let asked = 0;
    before(async () => {
      world.providers = await new Providers({ shows_secrets: true }).start();
      host.environment = world.providers.environment();
      await host.start();
      await world.build();
    });
    after(async () => {
      console.log(`${host_name}: ${asked} requests`);
      world.providers.stop();
      await host.close();
    });

    // An answer shows nothing of the other org.
    async function ask(name, method, path, options = {}) {
      const answer = await host.request(method, path, { token: world.token(name), ...options });
      ++asked;
      const seen = answer.text + [...answer.headers].join("\n");
      const foreign = (world.homes[name] ?? "a") === "a" ? canaries.b : canaries.a;
      if (name !== "both") assert.ok(!seen.includes(foreign), `${method} ${path} shows a foreign canary: ${seen}`);
      return answer;
    }

    async function target_of(kind, home) {
      if (kind === "own") return world.fresh(home);
      if (kind === "foreign") return world.fresh(home === "a" ? "b" : "a");
      return kind === "deleted" ? world.deleted(home) : world.nothing(kept.get(`own ${home}`));
    }

    async function check(route, name, kind, target, bodies) {
      const home = world.homes[name] ?? "a";
      const answer = await ask(name, route.method, url_of(route, target), { body: body_of(route, target, canaries[home]) });
      const wanted = expected(route, name, kind);
      const told = `${route.name} as ${name} of a ${kind} target: ${answer.text.slice(0, 300)}`;
      assert.equal(answer.status, wanted.status, told);
      if (wanted.code && !route.protocol) assert.equal(answer.json.code, wanted.code, told);
      if (wanted.status === 404) bodies.add(without_request_id(answer.text));
    }

    async function check_route(route, name) {
      const home = world.homes[name] ?? "a";
      const bodies = new Set();
      const kinds = has_target(route) ? ["own", "foreign", "deleted", "random"] : ["own"];
      for (const kind of kinds) {
        if (kind === "foreign" && name === "both" && route.name === "POST /auth/switch-org") continue; // also theirs
        if (kind === "own" && refusals_only.includes(route.name) && !outsiders[name]) continue;
        await check(route, name, kind, await cached(kind, home, route), bodies);
      }
      assert.ok(bodies.size <= 1, `foreign, deleted and random targets are told apart: ${[...bodies].join("\n")}`);
    }

    // Once every message that was told has been heard.
    async function settled_rows(org) {
      await quiet(host);
      return restart(host, () => world.rows_of(org));
    }

    // Foreign, deleted and random targets survive every request, since each is refused.
    const kept = new Map();
    async function cached(kind, home, route) {
      if (kind === "own" && route.method !== "GET" && has_target(route)) return world.own(home, route);
      const key = `${kind} ${home}`;
      if (!kept.has(key)) kept.set(key, await target_of(kind, home));
      return kept.get(key);
    }

    const keys_of = (home) => Object.keys(key_principals).filter((name) => name.startsWith(`${home} `));
    const people = ["owner", "admin", "member", "viewer"].map((role) => `a ${role}`);
    const names = [...people, ...Object.keys(outsiders), ...keys_of("a"), ...Object.keys(dead_keys)];
    const phases = [
      { org: "a", other: "b", names },
      { org: "b", other: "a", names: [...["owner", "admin", "member", "viewer"].map((role) => `b ${role}`), "both", ...keys_of("b")] },
    ];

    for (const { org, other, names } of phases) {
      let before_it;
      test(`org ${org}: targets`, async () => {
        for (const kind of ["own", "foreign", "deleted", "random"]) kept.set(`${kind} ${org}`, await target_of(kind, org));
        await quiet(host);
        before_it = await settled_rows(other);
      });
      for (const route of routes)
        test(`org ${org}: ${route.name}`, async () => {
          for (const name of names) await check_route(route, name);
        });
      test(`org ${org}: foreign rows in a list of ids`, async () => {
        const [own, foreign] = [kept.get(`own ${org}`), kept.get(`foreign ${org}`)];
        const owner = `${org} owner`;
        const merge = { issue_ids: [foreign.issue] };
        const asked = [
          ["POST", `/api/v1/errors/${own.issue}/merge`, merge, 404],
          ["POST", "/api/v1/errors/bulk", { ids: [own.issue, foreign.issue], change: { state: "resolved" } }, 404],
          ["PATCH", `/api/v1/errors/${own.issue}`, { assignee_id: world.people[`${other} owner`].user.id }, 400],
          ["POST", `/api/v1/errors/${own.issue}/unmerge`, { fingerprints: [foreign.fingerprint] }, 400],
        ];
        for (const [method, path, body, status] of asked)
          assert.equal((await ask(owner, method, path, { body })).status, status, `${method} ${path}`);
      });
      test(`org ${org}: foreign cursors and filters`, async () => {
        const lists = ["/api/v1/errors", `/api/v1/errors/${kept.get(`foreign ${org}`).issue}/events`];
        const theirs = await host.request("GET", `${lists[0]}?limit=1`, { token: world.token(`${other} owner`) });
        const cursor = encodeURIComponent(theirs.json.next_cursor);
        const answer = await ask(`${org} owner`, "GET", `${lists[0]}?limit=1&cursor=${cursor}`);
        assert.equal(answer.status, 400, answer.text);
        const found = await ask(`${org} owner`, "GET", `/api/v1/errors?q=${canaries[other]}`);
        assert.deepEqual(found.json.data, []);
      });
      test(`org ${org}: columns that are nobody's to set`, async () => {
        const extra = { org_id: world.orgs[other], role: "owner", id: world.nowhere, created_at_ms: 1, user_id: "x" };
        for (const route of routes.filter((one) => one.body)) {
          const target = kept.get(`own ${org}`);
          const body = { ...body_of(route, target, canaries[org]), ...extra };
          if (route.name === "POST /auth/switch-org") body.org_id = world.orgs[org];
          const answer = await ask(`${org} owner`, route.method, url_of(route, target), { body });
          assert.equal(answer.status, 400, `${route.name}: ${answer.text}`);
        }
      });
      test(`org ${org}: what everybody may list`, async () => {
        for (const name of names.filter((one) => !outsiders[one] && !key_principals[one]))
          for (const path of ["/errors?limit=200", "/errors/stats", "/errors/projects", "/auth/session", "/auth/sessions"])
            assert.equal((await ask(name, "GET", `/api/v1${path}`)).status, 200, path);
      });
      test(`org ${other} is as it was`, async () => {
        await quiet(host);
        const [had, has] = [new Set(before_it), new Set(await settled_rows(other))];
        assert.deepEqual([...has].filter((row) => !had.has(row)), [], "rows that came or changed");
        assert.deepEqual([...had].filter((row) => !has.has(row)), [], "rows that went");
      });
    }

    test("a deleted org is reached by nobody, and shows nothing of what it was", async () => {
      const people_of_b = ["owner", "admin", "member", "viewer"].map((role) => `b ${role}`);
      const names = [...people_of_b, ...keys_of("b")];
      const { json } = await ask("b owner", "GET", "/api/v1/team/org");
      const path = `/api/v1/team/org?confirm=${encodeURIComponent(json.name)}`;
      for (const name of names.filter((one) => one !== "b owner"))
        assert.equal((await ask(name, "DELETE", path)).status, 403, name);
      assert.equal((await ask("b owner", "DELETE", path)).status, 204);
      for (const route of routes)
        for (const name of names) {
          const target = kept.get("own b");
          const answer = await ask(name, route.method, url_of(route, target), { body: body_of(route, target, canaries.b) });
          assert.equal(answer.status, key_principals[name] && route.allow.kind === "session" ? 403 : 401, `${route.name} as ${name}: ${answer.text}`);
          assert.ok(!answer.text.includes(canaries.b), `${route.name} as ${name}`);
        }
      assert.equal((await ask("a owner", "GET", "/api/v1/team/org")).status, 200);
    });

    // Two days are over by then: messages have one to be heard.
    test("nothing of a deleted org is left but its row among the orgs, without a name", async () => {
      const had = await settled_rows("a");
      await restart(host, () =>
        with_database(host, (database) => {
          const moved = database.prepare("UPDATE orgs SET deleted_at_ms = deleted_at_ms - ? WHERE deleted_at_ms IS NOT NULL").run(2 * day_ms);
          assert.equal(moved.changes, 1);
          database.exec("UPDATE jobs SET last_at_ms = 0 WHERE name = 'remove_deleted_orgs'");
        }),
      );
      const left = () => world.all_rows_of("b").map(({ name }) => name);
      for (let tries = 0; left().length > 0 && tries < 1_000; ++tries) await new Promise((done) => setTimeout(done, 100));
      assert.deepEqual(left(), []);
      const rows = with_database(host, (database) => database.prepare("SELECT name FROM orgs WHERE id = ?").all(world.orgs.b));
      assert.deepEqual(rows.map(({ name }) => name), [""]);
      assert.deepEqual(await settled_rows("a"), had);
    });
  });
}
