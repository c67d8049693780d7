// node tests/gateway/run.mjs [--host NAME]…
// The official clients of the providers, unmodified, through the gateway to an upstream that answers by rule
// (tests/support/providers.mjs): they work, and what they say that they used is what the ledger holds.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { parseArgs, promisify } from "node:util";
import { hosts as all_hosts, root } from "../support/hosts.mjs";
import { used_by } from "../support/providers.mjs";
import { until } from "../support/until.mjs";
import { test_budgets } from "./budgets.mjs";
import { test_rules } from "./rules.mjs";
import { Gateway, protocols } from "./world.mjs";

const { values: flags } = parseArgs({ options: { host: { type: "string", multiple: true } } });
const clients = join(root, "tests/clients");
const run = promisify(execFile);

async function sums_of(program, script, worlds) {
  const env = { ...process.env, LITELLM_LOCAL_MODEL_COST_MAP: "True", LITELLM_LOG: "ERROR" };
  const args = [join(clients, script), ...worlds.flatMap(({ host, key }) => [host.url, key])];
  const { stdout } = await run(program, args, { cwd: clients, env, maxBuffer: 1 << 24, timeout: 240_000 });
  return stdout.split("\n").filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
}

const gateways = (flags.host ?? all_hosts).map((name) => new Gateway(name));
let sums;
before(async () => {
  await Promise.all(gateways.map((gateway) => gateway.start()));
  sums = (await Promise.all([
    sums_of(process.execPath, "gateway_node.mjs", gateways),
    sums_of(join(clients, ".venv/bin/python"), "gateway_python.py", gateways),
  ])).flat();
});
after(() => Promise.all(gateways.map((gateway) => gateway.stop())));

for (const gateway of gateways) {
  const { host, providers } = gateway;
  describe(`gateway of ${host.name}`, () => {
    const get = (path) => gateway.ask("GET", path);
    const log_of = async (agent) => (await get(`/ai/requests?agent_id=${agent}&limit=200`)).data;
    const counted = (calls, ...agents) =>
      until(`${calls} calls of ${agents}`, async () => {
        const log = (await Promise.all(agents.map(log_of))).flat();
        return log.length === calls && log.every((call) => call.output_tokens !== null) && log;
      });
    const totals_of = async (agent) => (await get(`/tokens/usage?agent_id=${agent}`)).totals;

    test("unmodified clients work, and their sums are the ledger's", async () => {
      const here = sums.filter(({ url }) => url === host.url);
      assert.equal(here.length, 10);
      for (const { agent, calls, input, output } of here) {
        const totals = await until(`${calls} calls of ${agent}`, async () => {
          const totals = await totals_of(agent);
          return totals.requests >= calls && totals;
        });
        assert.deepEqual([totals.requests, totals.input_tokens, totals.output_tokens, totals.unpriced], [calls, input, output, 0], agent);
      }
      for (const { headers } of providers.received) {
        const { "cf-worker": _, ...sent } = headers; // its runtime's own
        const shown = JSON.stringify(sent);
        assert.ok(!shown.includes("arris"), `what is the gateway's went to the provider: ${shown}`);
        assert.match(headers.authorization ?? headers["x-api-key"] ?? headers["x-goog-api-key"], /sk-of-/);
      }
    });

    test("who leaves in the middle of a stream has used what was said, and the provider is left, too", async () => {
      const log = await counted(9, "node-abort", "python-abort");
      assert.deepEqual(new Set(log.map(({ ending }) => ending)), new Set(["gone"]));
      for (const call of log) {
        assert.ok(call.estimated);
        assert.ok(call.output_tokens < 2000, `${call.output_tokens} tokens`);
        assert.ok(call.input_tokens > 0);
      }
      await until("the provider is left", () => providers.left >= log.length);
      assert.doesNotMatch(host.log, /was not written/);
    });

    test("a provider that dies in the middle of a stream has said what came, and each client hears of it", async () => {
      const log = await counted(9, "node-cut", "python-cut");
      for (const call of log) {
        assert.deepEqual([call.ending, call.estimated, call.status], ["cut", true, 200]);
        assert.ok(call.input_tokens > 0 && call.output_tokens > 0 && call.output_tokens < 20, JSON.stringify(call));
      }
    });

    test("embeddings of Gemini's, which tell no usage, are guessed from what was sent", async () => {
      const log = await counted(2, "node-embed", "python-embed");
      for (const call of log) {
        assert.deepEqual([call.endpoint, call.estimated, call.output_tokens], ["batchEmbedContents", true, 0]);
        assert.ok(call.input_tokens > 10, JSON.stringify(call));
      }
    });

    test("an error in the middle of a stream is in the log, with a guess of what was used", async () => {
      const log = await until("two", async () => {
        const log = await log_of("node-late");
        return log.length === 2 && log;
      });
      for (const call of log) assert.deepEqual([call.error, call.estimated, call.status], ["provider", true, 200]);
    });

    test("200 streams that are open at once are each counted once, to the token and the nano-dollar", async () => {
      const names = Object.keys(protocols);
      const asked = Array.from({ length: 200 }, (_, i) => `words=${i % 23} meet=200 ${"x".repeat(i % 31)}`);
      const wanted = new Map(await Promise.all(asked.map(async (content, i) => {
        const protocol = names[i % names.length];
        const answer = await gateway.stream(content, "many", protocol);
        const text = await answer.text();
        assert.equal(answer.status, 200, text);
        assert.ok(text.includes(protocols[protocol].end), text);
        return [answer.headers.get("arris-request-id"), used_by(content)];
      })));
      assert.equal(wanted.size, 200);
      const { data } = await until("200 records", async () => {
        const page = await get("/tokens/records?agent_id=many&limit=200");
        return page.data.length === 200 && page;
      });
      for (const record of data) {
        const { input, cached, output } = wanted.get(record.request_id);
        const told = [record.input_tokens, record.buckets.cache_read, record.output_tokens, record.adjusted];
        assert.deepEqual(told, [input, cached, output, false]);
        assert.equal(record.cost_nano_usd, (input - cached) * 1000 + cached * 100 + output * 3000, JSON.stringify(record));
      }
    });

    // A module has 64 MiB of memory, in which each stands more than once.
    test("what is large goes through, by a rule with another model too, and counts", async () => {
      await gateway.ask("POST", "/ai/rules", { name: "large", when: { tags: ["large"] }, then: { targets: [{ model: "by-rule-2" }] } });
      const filling = { role: "user", content: "x".repeat(14 << 20) };
      const asks = [{}, { "arris-tags": "large" }, { "arris-cache": "60" }].flatMap((headers) => [true, false].map((stream) => ({ headers, stream })));
      for (const { headers, stream } of asks) {
        const answer = await gateway.call({ stream, messages: [{ role: "user", content: "words=3" }, filling] }, { ...headers, "arris-agent": "large" });
        const text = await answer.text();
        assert.equal(answer.status, 200, text);
        assert.match(text, /word2/);
      }
      const said = await gateway.call({ messages: [{ role: "user", content: "words=1000000" }] }, { "arris-agent": "large" });
      assert.equal(said.status, 200);
      assert.ok((await said.text()).includes("word999999 "));
      const totals = await until("seven calls", async () => {
        const totals = await totals_of("large");
        return totals.requests === asks.length + 1 && totals;
      });
      assert.equal(totals.output_tokens, 1_000_000 + 3 * asks.length);
    });

    test("an answer that is too large is refused in the provider's words, and in the log", async () => {
      for (const words of [1_500_000, 1_700_000, 2_300_000]) {
        const said = await gateway.call({ messages: [{ role: "user", content: `words=${words}` }] }, { "arris-agent": "too-large" });
        const { error } = await said.json();
        assert.equal(said.status, 502);
        assert.equal(error.type, "server_error");
        assert.match(error.message, /15 MiB/);
      }
      const log = await until("three that failed", async () => {
        const log = await log_of("too-large");
        return log.length === 3 && log;
      });
      for (const call of log) assert.deepEqual([call.status, call.error, call.ending, call.output_tokens], [502, "bad_gateway", "failed", null]);
    });

    test("what a caller says of a call is in its row; what is the provider's goes there and comes back", async () => {
      const said = { pipeline: "p-1", execution: "e-1", session: "s-1", user: "u-1" };
      const of_us = Object.fromEntries(Object.entries(said).map(([name, value]) => [`arris-${name}`, value]));
      const answer = await gateway.call(
        { messages: [{ role: "user", content: "words=2 said" }] },
        { ...of_us, "arris-agent": "says", "openai-beta": "assistants=v2", "x-nobody-knows": "it" },
      );
      assert.equal(answer.headers.get("x-ratelimit-remaining-requests"), "41");
      await answer.text();
      const { headers } = providers.received.findLast(({ body }) => JSON.stringify(body).includes("words=2 said"));
      assert.deepEqual([headers["openai-beta"], headers["x-nobody-knows"]], ["assistants=v2", "it"]);
      const [row] = await until("a row", async () => {
        const log = await log_of("says");
        return log.length === 1 && log;
      });
      const { pipeline_id, execution_id, session_id, user_id } = row;
      assert.deepEqual({ pipeline: pipeline_id, execution: execution_id, session: session_id, user: user_id }, said);
    });

    test_rules(gateway);
    test_budgets(gateway);

    test("no secret of a provider's and no word of a call is in what the host prints", () => {
      assert.doesNotMatch(host.log, /sk-of-|words=|arris_sk_/);
    });
  });
}
