// node tests/team/run.mjs [--host NAME]…
// Roles, invites and the audit log over HTTP: many at once, links that open nothing, and a log that was tampered with.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { parseArgs } from "node:util";
import { Host, hosts as all_hosts } from "../support/hosts.mjs";
import { join_up, link_token, newest, restart, sign_in, with_database } from "../support/people.mjs";
import { Stream } from "../support/stream.mjs";
import { until } from "../support/until.mjs";
import { audited, Run, unnamed_routes } from "./audited.mjs";

const { values: flags } = parseArgs({ options: { host: { type: "string", multiple: true } } });
const parallel = (count, ask) => Promise.all(Array.from({ length: count }, (_, i) => ask(i)));
const masked = (text) => text.replace(/"request_id":"[^"]*"/, "");
const changes_for_the_worse = [
  ["DELETE", undefined],
  ["PATCH", { status: "suspended" }],
  ["PATCH", { role: "viewer" }],
];
const count_of = (answers, status) => answers.filter((answer) => answer.status === status).length;

for (const name of flags.host ?? all_hosts) {
  describe(`team on ${name}`, () => {
    const host = new Host(name);
    let owner;
    const ask = (who, method, path, body) =>
      host.request(method, `/api/v1/team${path}`, { body, token: who?.access_token });

    const invite_mails = async (email) =>
      (await host.mails(email)).filter((mail) => mail.links[0]?.includes("/invite#"));

    async function invited(email, role, by = owner) {
      const before = (await invite_mails(email)).length;
      const answer = await ask(by, "POST", "/invites", { emails: [email], role });
      assert.equal(answer.status, 201, answer.text);
      const mails = await until("a mail", async () => {
        const now = await invite_mails(email);
        return now.length > before && now;
      });
      return { id: answer.json.data[0].invite_id, token: link_token(newest(mails)) };
    }

    async function member(email, role, by) {
      const { token } = await invited(email, role, by);
      const body = { token, name: email, token_transport: "body" };
      const answer = await ask(null, "POST", "/invites/accept", body);
      assert.equal(answer.status, 200, answer.text);
      return answer.json;
    }

    before(async () => {
      await host.start();
      owner = await host.set_up();
    });
    after(() => host.close());

    // ---- roles

    test("of owners that demote each other at once, one is left", async () => {
      for (let round = 0; round < 3; ++round) {
        const others = [];
        for (let i = 0; i < 7; ++i) others.push(await member(`owner${round}.${i}@example.com`, "owner"));
        const owners = [owner, ...others];
        const answers = await parallel(8, (i) =>
          ask(owners[i], "PATCH", `/members/${owners[(i + 1) % 8].user.id}`, { role: "admin" }),
        );
        for (const answer of answers) assert.ok([200, 401, 403, 409].includes(answer.status), answer.text);
        const left = await restart(host, () =>
          with_database(host, (database) =>
            database
              .prepare("SELECT user_id FROM memberships WHERE org_id = ? AND role = 'owner' AND status = 'active'")
              .all(owner.org.id),
          ),
        );
        assert.ok(left.length >= 1, "an org without an owner");
        // Whoever is left makes the first one the owner again.
        const keeper = owners.find((one) => one.user.id === left[0].user_id);
        if (keeper !== owner) {
          const again = await sign_in(host, keeper.user.email);
          const raised = await ask(again, "PATCH", `/members/${owner.user.id}`, { role: "owner" });
          assert.equal(raised.status, 200, raised.text);
        }
        owner = await sign_in(host, owner.user.email);
        for (const one of others) {
          const removed = await ask(owner, "DELETE", `/members/${one.user.id}`);
          assert.equal(removed.status, 204, removed.text);
        }
      }
    });

    test("the last owner stays, whoever asks 8 times at once", async () => {
      const answers = await parallel(8, () => ask(owner, "PATCH", `/members/${owner.user.id}`, { role: "admin" }));
      assert.equal(count_of(answers, 409), 8);
      assert.ok(answers.every((answer) => answer.json.code === "last_owner"));
    });

    test("of the last two owners who delete their accounts at once, one stays, and the log still verifies", async () => {
      const go = (who) => host.request("POST", "/api/v1/auth/me/deletion", { body: {}, token: who.access_token });
      for (let round = 0; round < 3; ++round) {
        const owners = [await join_up(host, `founder${round}@example.com`, "A Founder")];
        owners.push(await member(`heir${round}@example.com`, "owner", owners[0]));
        await member(`stays${round}@example.com`, "viewer", owners[0]);
        const answers = await parallel(2, (i) => go(owners[i]));
        assert.deepEqual(answers.map(({ status }) => status).sort(), [204, 409], answers.map(({ text }) => text).join("\n"));
        const stayed = answers.findIndex(({ status }) => status === 409);
        assert.equal(answers[stayed].json.code, "last_owner");
        const members = await ask(owners[stayed], "GET", "/members");
        assert.deepEqual(members.json.data.map(({ role }) => role).sort(), ["owner", "viewer"]);
        assert.equal((await ask(owners[1 - stayed], "GET", "/members")).status, 401);
        const verified = await ask(owners[stayed], "GET", "/audit/verify");
        assert.equal(verified.json.valid, true, verified.text);
      }
    });

    test("whoever is removed, suspended or lowered is out at their next request", async () => {
      for (const [i, [method, body]] of changes_for_the_worse.entries()) {
        const person = await member(`out${i}@example.com`, "admin");
        assert.equal((await ask(person, "GET", "/invites")).status, 200);
        const changed = await ask(owner, method, `/members/${person.user.id}`, body);
        assert.ok(changed.status < 300, changed.text);
        for (const path of ["/api/v1/team/invites", "/api/v1/errors", "/api/v1/auth/session"])
          assert.equal((await host.request("GET", path, { token: person.access_token })).status, 401, path);
        const body_of = { refresh_token: person.refresh_token, token_transport: "body" };
        const refreshed = await host.request("POST", "/api/v1/auth/refresh", { body: body_of });
        if (body?.role) assert.equal((await ask(refreshed.json, "GET", "/invites")).status, 403);
        else assert.equal(refreshed.status, 401, refreshed.text);
      }
    });

    test("an open stream shows whoever is removed, suspended or lowered nothing more, and ends", async () => {
      const run = await host.request("POST", "/api/v1/executions", { token: owner.access_token, body: { name: "followed" } });
      assert.equal(run.status, 201, run.text);
      const say = async (message) => {
        const lines = [{ at_ms: Date.now(), level: "info", message }];
        const told = await host.request("POST", `/api/v1/executions/${run.json.id}/logs`, { token: owner.access_token, body: { lines } });
        assert.ok(told.status < 300, told.text);
      };
      const says = (stream, text) => stream.events.some(({ data }) => data.includes(text));
      const lose = async ([method, body], i) => {
        const person = await member(`follows${i}@example.com`, "admin");
        const streams = [`/executions/${run.json.id}/stream`, "/notifications/stream"].map((path) => new Stream(host, person.access_token, path));
        for (const stream of streams) await stream.open();
        await say(`before ${i}`);
        await streams[0].wait_for(() => says(streams[0], `before ${i}`));
        const changed = await ask(owner, method, `/members/${person.user.id}`, body);
        assert.ok(changed.status < 300, changed.text);
        await say(`after ${i}`);
        for (const stream of streams) {
          await until("the end of the stream", () => stream.is_over);
          assert.ok(!says(stream, `after ${i}`) && !says(stream, "membership"), `${method} ${JSON.stringify(body)}: ${stream.path}`);
        }
      };
      await Promise.all(changes_for_the_worse.map(lose));
    });

    // ---- invites

    test("100 parallel acceptances of one invite make one membership", async () => {
      const { token } = await invited("crowd@example.com", "member");
      const answers = await parallel(100, (i) =>
        ask(null, "POST", "/invites/accept", { token, name: `Crowd ${i}`, token_transport: "body" }),
      );
      assert.equal(count_of(answers, 200), 1);
      assert.equal(count_of(answers, 410), 99, answers.map((answer) => answer.status).join());
      const found = await ask(owner, "GET", "/members?q=crowd@example.com");
      assert.equal(found.json.data.length, 1);
      const joined = await ask(owner, "GET", `/audit?action=member.joined&actor=${found.json.data[0].id}`);
      assert.equal(joined.json.data.length, 1);
    });

    test("an address that is invited 8 times at once gets one invite, and a mail for each link", async () => {
      const email = "wanted@example.com";
      for (const links of [1, 2]) {
        const answers = await parallel(8, () => ask(owner, "POST", "/invites", { emails: [email], role: "member" }));
        assert.equal(count_of(answers, 201), 8, answers.map((answer) => answer.status).join());
        assert.equal(new Set(answers.map((answer) => answer.json.data[0].invite_id)).size, 1);
        const { times_sent } = (await ask(owner, "GET", "/invites?state=pending")).json.data.find((invite) => invite.email === email);
        assert.ok(times_sent >= links && times_sent <= 8 * links, times_sent);
        const mails = await until("the mails", async () => {
          const now = await invite_mails(email);
          return now.length > 0 && now;
        });
        await new Promise((done) => setTimeout(done, 500));
        const sent = await invite_mails(email);
        assert.equal(new Set(sent.map((mail) => mail.links[0])).size, sent.length, `${mails.length} mails, some alike`);
      }
    });

    test("someone with an account joins once, however often they ask", async () => {
      const guest = await join_up(host, "guest@example.com", "A Guest");
      const { token } = await invited("guest@example.com", "viewer");
      const answers = await parallel(20, () => ask(guest, "POST", "/invites/accept", { token }));
      assert.equal(count_of(answers, 200), 1, answers.map((answer) => answer.status).join());
    });

    test("50 addresses get one mail each", async () => {
      const emails = Array.from({ length: 50 }, (_, i) => `many${i}@example.com`);
      const answer = await ask(owner, "POST", "/invites", { emails, role: "viewer" });
      assert.equal(answer.status, 201, answer.text);
      for (const email of emails) await until(`a mail to ${email}`, async () => (await host.mails(email)).length);
      for (const email of emails) assert.equal((await host.mails(email)).length, 1, email);
    });

    test("links that open nothing are told apart by nothing", async () => {
      const used = await invited("used@example.com", "viewer");
      await ask(null, "POST", "/invites/accept", { token: used.token, name: "Used" });
      const revoked = await invited("revoked@example.com", "viewer");
      assert.equal((await ask(owner, "DELETE", `/invites/${revoked.id}`)).status, 204);
      const tokens = [used.token, revoked.token, "x".repeat(43), "x", ...Array.from({ length: 50 }, (_, i) => `${i}`.repeat(20))];
      const seen = new Set();
      for (const token of tokens) {
        for (const answer of [
          await ask(null, "POST", "/invites/lookup", { token }),
          await ask(null, "POST", "/invites/accept", { token, name: "N" }),
        ])
          seen.add(`${answer.status} ${masked(answer.text)}`);
      }
      assert.equal(seen.size, 1, [...seen].join("\n"));
      assert.match([...seen][0], /^410 /);
    });

    test("an address with an account elsewhere is invited as one without", async () => {
      await join_up(host, "elsewhere@example.com", "Else Where");
      const ask_for = async (email) => {
        const answer = await ask(owner, "POST", "/invites", { emails: [email], role: "viewer" });
        return answer.text.replace(email, "").replace(/[0-9a-f-]{36}|\d{13}/g, "");
      };
      assert.equal(await ask_for("elsewhere@example.com"), await ask_for("nowhereelse@example.com"));
    });

    // ---- the audit log

    const sealed = () =>
      until("the seal", async () => {
        const answer = await ask(owner, "GET", "/audit/verify");
        return answer.json.unsealed === 0 && answer.json;
      });

    // Every entry, the newest first, as the export gives it.
    async function exported() {
      const lines = [];
      for (let query = "?limit=40&"; query; ) {
        const page = await ask(owner, "GET", `/audit/export${query}format=jsonl`);
        assert.equal(page.status, 200, page.text);
        lines.push(...page.text.split("\n").filter(Boolean));
        const next = page.headers.get("x-next-cursor");
        query = next && `?limit=40&cursor=${next}&`;
      }
      return lines.map((line) => JSON.parse(line));
    }

    test("the log is valid, and the hashes of its export are what anyone computes", async () => {
      const verified = await sealed();
      assert.deepEqual(verified.faults, []);
      let hash = "0".repeat(64);
      for (const [i, { hash: stored, actor_name, ...hashed }] of (await exported()).reverse().entries()) {
        assert.equal(hashed.sequence, i + 1);
        hash = createHash("sha256").update(`${hash}\n${owner.org.id}\n${JSON.stringify(hashed)}`).digest("hex");
        assert.equal(hash, stored, `entry ${hashed.sequence}`);
      }
      assert.equal(hash, verified.head.hash);
    });

    test("every route that decides something leaves one entry, and the log stays valid", async () => {
      assert.deepEqual(unnamed_routes(), []);
      const run = new Run(host, owner);
      for (const one of audited) assert.deepEqual(await run.perform(one), [...(one.more ?? []), one.action], one.route);
      owner = run.people.owner;
      const verified = await sealed();
      assert.deepEqual(verified.faults, []);
    });

    const unguarded = (database, sql) => {
      const triggers = database.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'audit_log'").all();
      for (const trigger of triggers) database.exec(`DROP TRIGGER ${trigger.name}`);
      database.exec(sql);
      for (const trigger of triggers) database.exec(trigger.sql);
    };

    // What somebody with the database does, what undoes it, and what verify says in between.
    const where = () => `WHERE org_id = '${owner.org.id}' AND sequence`;
    const tampering = () => [
      ["changed", `UPDATE audit_log SET details = details || ' ' ${where()} = 3`, `UPDATE audit_log SET details = substr(details, 1, length(details) - 1) ${where()} = 3`, 3],
      ["missing", `UPDATE audit_log SET org_id = 'hidden' ${where()} = 5`, `UPDATE audit_log SET org_id = '${owner.org.id}' WHERE org_id = 'hidden'`, 5],
      ["changed", `UPDATE audit_log SET sequence = 1000 ${where()} = 6; UPDATE audit_log SET sequence = 6 ${where()} = 7; UPDATE audit_log SET sequence = 7 ${where()} = 1000`,
        `UPDATE audit_log SET sequence = 1000 ${where()} = 6; UPDATE audit_log SET sequence = 6 ${where()} = 7; UPDATE audit_log SET sequence = 7 ${where()} = 1000`, 6],
    ];

    test("a changed, removed or reordered entry is found", async () => {
      await sealed();
      for (const [kind, does, undoes, sequence] of tampering()) {
        await restart(host, () => with_database(host, (database) => unguarded(database, does)));
        const broken = await ask(owner, "GET", "/audit/verify");
        assert.equal(broken.json.valid, false, kind);
        assert.deepEqual(broken.json.faults[0], { sequence, kind });
        await restart(host, () => with_database(host, (database) => unguarded(database, undoes)));
        assert.equal((await ask(owner, "GET", "/audit/verify")).json.valid, true, `${kind}, undone`);
      }
    });
  });
}
