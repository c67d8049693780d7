// node tests/seed/run.mjs [--host NAME]…
// scripts/seed on real hosts: what it refuses, that every sum in the sample org is the sum of what it stands for, that
// a second run gives the same rows, and that removal leaves the database as it was.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { after, before, describe, test } from "node:test";
import { parseArgs } from "node:util";
import { Host, hosts as all_hosts, root } from "../support/hosts.mjs";
import { act_in, dump, quiet, with_database } from "../support/people.mjs";

const { values: flags } = parseArgs({ options: { host: { type: "string", multiple: true } } });
const sum = (list, of) => list.reduce((total, one) => total + of(one), 0);
const day_ms = 86_400_000;
// What a person does beside the sample data, what the host notes for itself, how full-text tables keep their words.
const changing = ["sessions", "jobs", "subscribers", "d1_migrations", "sqlite_sequence", "_cf_METADATA", "_cf_KV", "sqlite_stat1"];
const indexes = (dumped) => dumped.filter(([name]) => !/_search(_|$)/.test(name) && !changing.includes(name));
// Sealed anew each time, or moved by whoever looks.
const sealed = ["org_keks.sealed", "vault_versions.sealed", "vault_versions.sealed_key", "users.last_org_id", "users.last_active_at_ms", "memberships.last_active_at_ms"];
const state_of = (host) => indexes(dump(host, sealed)).map(([name, rows]) => [name, rows.map((row) => JSON.stringify(row, text)).sort()]);
const text = (_, value) => (typeof value === "bigint" ? String(value) : value);

function seed(host, ...args) {
  const { status, stdout, stderr } = spawnSync(`${root}/scripts/seed`, ["--host", host.name, "--data", host.data, ...args], { encoding: "utf8" });
  return { status, said: stdout + stderr };
}

function refused(host, args, why) {
  const { status, said } = seed(host, ...args);
  assert.equal(status, 2, said);
  assert.match(said, why);
  assert.equal(said.trim().split("\n").length, 1, said);
}

for (const name of flags.host ?? all_hosts) {
  describe(`sample data on ${name}`, () => {
    const host = new Host(name);
    let owner, sample, before_it, first;

    const get = async (path) => {
      const answer = await host.request("GET", `/api/v1${path}`, { token: sample.access_token });
      assert.equal(answer.status, 200, `${path}: ${answer.text}`);
      return answer.json;
    };
    const list = async (path) => {
      const rows = [];
      for (let page = await get(path); ; page = await get(`${path}&cursor=${page.next_cursor}`)) {
        rows.push(...page.data);
        if (page.next_cursor === null) return rows;
      }
    };
    const query = (sql, ...values) => with_database(host, (database) => database.prepare(sql).all(...values));

    before(async () => {
      await host.start();
      if (name === "wasmtime") refused(host, [], /there is no owner yet/);
      owner = await host.set_up();
      await quiet(host);
      await host.stop();
    });
    after(() => host.close());

    test("what makes no sense is refused in one line", () => {
      refused(host, ["--size", "huge"], /--size is "huge": give small, medium or large/);
      if (name !== "wasmtime") return;
      refused(host, ["--now", String(Date.now() + day_ms)], /--now is \d+: give a time in the past/);
      refused(host, ["--email", "nobody@example.com"], /nobody here has the address nobody@example.com/);
      refused(host, ["--colour"], /--colour/);
    });

    test("removing what is not there is no mistake", () => {
      const { status, said } = seed(host, "--remove");
      assert.equal(status, 0, said);
      assert.match(said, /there is no sample data/);
    });

    test("the owner sees the org, marked as a sample", async () => {
      before_it = state_of(host);
      const { status, said } = seed(host);
      assert.equal(status, 0, said);
      first = state_of(host);
      await host.start();
      const session = await host.request("GET", "/api/v1/auth/session", { token: owner.access_token });
      const org = session.json.orgs.find((one) => one.name === "Sample");
      assert.equal(org.role, "owner");
      sample = await act_in(host, owner, org.id);
      assert.equal((await get("/team/org")).sample, true);
      assert.equal((await list("/team/members?limit=5")).length, 10);
    });

    test("issues count their events", async () => {
      const issues = await list("/errors?limit=200");
      assert.ok(issues.length >= 8);
      for (const issue of issues) {
        const events = await list(`/errors/${issue.id}/events?limit=200`);
        assert.equal(events.length, issue.event_count, issue.title);
        assert.ok(issue.people_count <= issue.event_count);
      }
      const [{ hours }] = query("SELECT sum(event_count) AS hours FROM error_hours WHERE org_id = ? AND issue_id = '*'", sample.org.id);
      assert.equal(hours, sum(issues, (issue) => issue.event_count));
    });

    test("usage adds up, however it is parted", async () => {
      const now_ms = Date.now();
      const span = `from_ms=${now_ms - 95 * day_ms}&to_ms=${now_ms}`;
      const { totals, series } = await get(`/tokens/usage?${span}&bucket=day`);
      const records = await list(`/tokens/records?${span}&limit=200`);
      const parts_of = (total) => [total.requests, total.total_tokens, total.cost_nano_usd];
      const added = (rows) => parts_of({
        requests: sum(rows, (row) => row.requests ?? 1),
        total_tokens: sum(rows, (row) => row.total_tokens),
        cost_nano_usd: sum(rows, (row) => row.cost_nano_usd),
      });
      assert.equal(records.length, 450);
      assert.deepEqual(added(records), parts_of(totals));
      assert.deepEqual(added(series), parts_of(totals));
      for (const by of ["model", "provider", "agent", "user"]) {
        const { data } = await get(`/tokens/breakdown?by=${by}&${span}`);
        assert.deepEqual(added(data.map((part) => part.totals)), parts_of(totals), by);
      }
      for (const kind of ["total", "model", "provider", "agent", "pipeline", "key", "user"]) {
        const of = (one) => query("SELECT sum(requests) AS requests, sum(output) AS output FROM token_hours WHERE org_id = ? AND kind = ?", sample.org.id, one);
        assert.deepEqual(of(`${kind}_day`), of(kind), kind);
      }
      assert.ok(records.some((record) => record.price_id === null) && records.some((record) => record.cost_nano_usd > 0));
    });

    test("budgets spend what was recorded in their period", async () => {
      const budgets = (await get("/tokens/budgets")).data;
      const whole = budgets.find((budget) => budget.scope === "org");
      const [{ spent }] = query("SELECT coalesce(sum(cost_nano_usd), 0) AS spent FROM token_usage WHERE org_id = ? AND at_ms >= ?", sample.org.id, whole.period_at_ms);
      assert.equal(whole.spent_nano_usd, spent);
    });

    test("charts of use add up to the events that were sent", async () => {
      const summary = await get("/telemetry/summary?range=30d");
      const trend = await get("/analytics/trends?metric=events&range=30d");
      const kept = summary.now;
      assert.equal(kept.events, kept.views + kept.actions + kept.performance + kept.error_events);
      assert.equal(sum(trend.now.series, (point) => point.value), kept.events);
      assert.equal(sum((await get("/telemetry/components?range=30d")).data, (one) => one.uses), kept.events);
      const [{ days }] = query("SELECT sum(event_count) AS days FROM telemetry_days WHERE org_id = ?", sample.org.id);
      const [{ hours }] = query("SELECT sum(event_count) AS hours FROM telemetry_hours WHERE org_id = ?", sample.org.id);
      assert.deepEqual([days, hours], [1200, 1200]);
      const engaged = await get("/analytics/engagement?range=30d");
      assert.ok(engaged.mau >= engaged.wau && engaged.wau >= engaged.dau);
      assert.equal(engaged.mau, engaged.people);
      const batches = query("SELECT event_count, events FROM telemetry_batches WHERE org_id = ?", sample.org.id);
      assert.equal(sum(batches, (batch) => JSON.parse(batch.events).length), sum(batches, (batch) => batch.event_count));
    });

    test("runs are counted as they began and ended", async () => {
      const runs = await list("/executions?limit=200");
      const stats = await get("/executions/stats?range=90d");
      assert.equal(runs.length, 110);
      const since_ms = stats.from_ms;
      const recent = runs.filter((run) => run.created_at_ms >= since_ms);
      assert.equal(stats.started, recent.length);
      for (const status of ["success", "failed", "cancelled"])
        assert.equal(stats[status], runs.filter((run) => run.status === status && run.finished_at_ms >= since_ms).length, status);
      const [{ lines }] = query("SELECT count(*) AS lines FROM execution_logs WHERE org_id = ?", sample.org.id);
      assert.equal(lines % 5, 0);
      const failed = runs.find((run) => run.status === "failed");
      assert.ok((await list(`/executions?q=${encodeURIComponent(failed.name)}&limit=200`)).some((run) => run.id === failed.id), "the search finds it");
    });

    test("the last days have traces, whose failures are issues, with logs and metrics", async () => {
      const span = `from_ms=${Date.now() - 5 * day_ms}&to_ms=${Date.now()}`;
      const traces = await list(`/telemetry/traces?${span}&limit=200`);
      assert.ok(traces.length > 100 && new Set(traces.map(({ name }) => name)).size === 4, `${traces.length} traces`);
      assert.ok(Math.min(...traces.map(({ span_count }) => span_count)) >= 4);
      const failed = traces.filter(({ error_count }) => error_count > 0);
      assert.ok(failed.length > 0 && failed.length < traces.length / 5);
      const [issue] = (await get(`/errors?trace_id=${failed[0].id}`)).data;
      assert.match(issue.error_type, /Error$/);
      const { spans } = await get(`/telemetry/traces/${failed[0].id}`);
      assert.equal(spans.length, failed[0].span_count);
      const logs = await list(`/telemetry/logs?${span}&limit=200`);
      assert.equal(logs.length, traces.length);
      const metrics = (await get("/telemetry/metrics?limit=50")).data;
      assert.deepEqual(metrics.map(({ name }) => name).sort(), ["http.server.requests", "queue.waiting"]);
    });

    test("the badge counts the inbox", async () => {
      const notices = await list("/notifications?limit=200");
      const counts = await get("/notifications/count");
      assert.ok(counts.unread > 0);
      assert.equal(counts.unread, notices.filter((notice) => !notice.read && !notice.archived).length);
      const kept = query("SELECT user_id, category, unread, unseen FROM notification_counts WHERE org_id = ? ORDER BY 1, 2", sample.org.id);
      const counted = query(
        `SELECT user_id, category, sum(read_at_ms IS NULL AND archived_at_ms IS NULL) AS unread,
                sum(seen_at_ms IS NULL AND archived_at_ms IS NULL) AS unseen
           FROM notifications WHERE org_id = ? AND in_app = 1 GROUP BY 1, 2 ORDER BY 1, 2`, sample.org.id);
      assert.deepEqual(kept, counted);
    });

    test("webhooks have an attempt for each try, and one success for what was delivered", async () => {
      const hooks = await list("/notifications/webhooks?limit=50");
      assert.deepEqual(hooks.map(({ state, disabled_because }) => [state, disabled_because]), [["disabled", "gone"], ["active", null]]);
      const messages = query("SELECT webhook_id, id, state, attempts, created_at_ms FROM webhook_messages WHERE org_id = ?", sample.org.id);
      for (const hook of hooks) {
        const attempts = await list(`/notifications/webhooks/${hook.id}/attempts?limit=200`);
        const own = messages.filter((message) => message.webhook_id === hook.id);
        assert.ok(own.length >= 2 && attempts.length === sum(own, (message) => message.attempts), hook.url);
        for (const { id, state, attempts: tries, created_at_ms } of own) {
          const of_it = attempts.filter((attempt) => attempt.message_id === id);
          assert.deepEqual(of_it.map(({ number }) => number).sort((a, b) => a - b), Array.from({ length: tries }, (_, i) => i + 1));
          assert.equal(of_it.filter(({ outcome }) => outcome === "delivered").length, Number(state === "delivered"), `${id} is ${state}`);
          assert.ok(state !== "waiting" && state !== "sending" && created_at_ms > Date.now() - 15 * day_ms);
        }
      }
      const outcomes = query("SELECT DISTINCT outcome FROM webhook_attempts WHERE org_id = ? ORDER BY 1", sample.org.id).map(({ outcome }) => outcome);
      assert.deepEqual(outcomes, ["delivered", "gone", "rejected"]);
    });

    test("the audit log is whole and sealed; nothing waits to be told", async () => {
      const { valid, checked, unsealed } = await get("/team/audit/verify");
      assert.deepEqual([valid, unsealed], [true, 0]);
      assert.ok(checked > 10);
      const [{ n }] = query("SELECT count(*) AS n FROM deliveries");
      assert.equal(n, 0);
    });

    test("a second run gives the same rows", async () => {
      await host.stop();
      const { status, said } = seed(host);
      assert.equal(status, 0, said);
      assert.deepEqual(state_of(host), first);
    });

    test("removal leaves no row behind, not even of a table that is new", async () => {
      const [{ id }] = query("SELECT id FROM orgs WHERE sample = 1");
      if (name === "wasmtime")
        with_database(host, (database) => database.exec(`
          CREATE TABLE news (org_id TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (org_id, id)) STRICT, WITHOUT ROWID;
          INSERT INTO news VALUES ('${id}', 'a'), ('${id}', 'b')`));
      const { status, said } = seed(host, "--remove");
      assert.equal(status, 0, said);
      if (name === "wasmtime") {
        assert.deepEqual(query("SELECT * FROM news"), []);
        with_database(host, (database) => database.exec("DROP TABLE news"));
      }
      assert.deepEqual(state_of(host), before_it);
      const found = query("SELECT (SELECT count(*) FROM execution_search WHERE execution_search MATCH 'nightly') + (SELECT count(*) FROM error_search WHERE error_search MATCH 'texts') AS n");
      assert.equal(found[0].n, 0);
      await host.start();
      assert.equal((await host.request("GET", "/readyz")).status, 200);
    });
  });
}
