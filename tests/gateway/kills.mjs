// node tests/gateway/kills.mjs [--host NAME]… [--kills N]
// The host is killed in the middle of streams of all protocols: no call is counted twice, what is counted is what was used, and the
// database is sound.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { parseArgs } from "node:util";
import { hosts as all_hosts } from "../support/hosts.mjs";
import { quiet, with_database } from "../support/people.mjs";
import { used_by } from "../support/providers.mjs";
import { until } from "../support/until.mjs";
import { Gateway, protocols } from "./world.mjs";

const { values: flags } = parseArgs({ options: { host: { type: "string", multiple: true }, kills: { type: "string", default: "2" } } });
const at_once = 32;
const names = Object.keys(protocols);

for (const name of flags.host ?? all_hosts) {
  describe(`gateway of ${name}, killed`, () => {
    const gateway = new Gateway(name);
    const { host, providers } = gateway;
    const begun = new Map(); // request → what it would use; whether its answer came to its end
    before(() => gateway.start());
    after(() => gateway.stop());

    async function call(protocol, content) {
      const answer = await gateway.stream(content, "killed", protocol);
      const one = { ...used_by(content), protocol, is_whole: false };
      begun.set(answer.headers.get("arris-request-id"), one);
      one.is_whole = (await answer.text()).includes(protocols[protocol].end);
    }

    async function records() {
      const path = "/tokens/records?agent_id=killed&limit=200";
      const data = [];
      for (let page = { next_cursor: "" }; page.next_cursor !== null; data.push(...page.data))
        page = await gateway.ask("GET", `${path}${page.next_cursor && `&cursor=${encodeURIComponent(page.next_cursor)}`}`);
      return data;
    }

    test(`${flags.kills} times in the middle of ${at_once} streams`, async () => {
      for (let kill = 0; kill < Number(flags.kills); ++kill) {
        const calls = Array.from({ length: at_once }, (_, i) => call(names[i % names.length], `words=${i} pause=${i % 3 ? 4 : 0} kill ${kill}`).catch(() => {}));
        const known = begun.size;
        await until("some have begun", () => begun.size >= known + 5);
        await new Promise((done) => setTimeout(done, 20 * (kill % 5)));
        await host.kill();
        await Promise.all(calls);
        await host.start();
      }
      for (const protocol of names) await call(protocol, "words=3 afterwards");
      const afterwards = [...begun.keys()].slice(-names.length);
      await until("what came afterwards, in the ledger", async () => {
        const counted = new Set((await records()).map((record) => record.request_id));
        return afterwards.every((id) => counted.has(id));
      });
    });

    test("no call is counted twice, and none for more than it used", async () => {
      await quiet(host);
      const data = await records();
      assert.equal(new Set(data.map((record) => record.request_id)).size, data.length);
      assert.ok(data.length >= names.length && data.length <= providers.received.length, `${data.length} records`);
      const counted = Object.fromEntries(names.map((name) => [name, 0]));
      for (const record of data) {
        const used = begun.get(record.request_id);
        if (!used) continue; // its answer's head was not read
        assert.ok(record.adjusted || record.output_tokens === used.output, JSON.stringify(record));
        if (!used.is_whole) continue;
        assert.deepEqual([record.input_tokens, record.adjusted], [used.input, false]);
        counted[used.protocol] += 1;
      }
      for (const name of names) assert.ok(counted[name] >= 1, `no whole stream of ${name}`);
      const whole = [...begun.values()].filter((one) => one.is_whole).length;
      console.log(`${name}: ${providers.received.length} calls, ${whole} whole, ${data.length} counted, whole ones by protocol ${JSON.stringify(counted)}`);
    });

    test("the database is sound, and each record has its call", async () => {
      await host.stop();
      with_database(host, (database) => {
        assert.equal(database.prepare("PRAGMA integrity_check").get().integrity_check, "ok");
        const lonely = "SELECT count(*) AS n FROM token_usage u WHERE NOT EXISTS (SELECT 1 FROM ai_requests r WHERE r.org_id = u.org_id AND r.id = u.request_id)";
        assert.equal(database.prepare(lonely).get().n, 0);
      });
    });
  });
}
