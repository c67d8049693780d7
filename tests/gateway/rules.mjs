// What an org's rules make of the calls of official clients, on one host.

import assert from "node:assert/strict";
import { test } from "node:test";
import { clients, through_trouble } from "../clients/ruled_node.mjs";
import { until } from "../support/until.mjs";

// What a client says of a refusal, or of a call that it lost.
const told = ({ status, error, message, cause }) => (status ? `${status} ${error?.error?.message}` : `${message}: ${cause}`);
const count_of = (words) => words.reduce((counts, word) => ({ ...counts, [word]: (counts[word] ?? 0) + 1 }), {});

export function test_rules(gateway) {
  const { host, providers } = gateway;
  const get = (path) => gateway.ask("GET", path);
  const rule = (tag, then) => gateway.ask("POST", "/ai/rules", { name: tag, when: { tags: [tag] }, then });
  const client_of = (protocol, tag, agent) => clients[protocol]({ url: host.url, apiKey: gateway.key, agent, tag });
  const log_of = async (agent) => (await get(`/ai/requests?agent_id=${agent}&limit=200`)).data;
  const totals_of = (agent, calls) =>
    until(`${calls} calls of ${agent}`, async () => {
      const { totals } = await get(`/tokens/usage?agent_id=${agent}`);
      return totals.requests >= calls && totals;
    });

  test("fallbacks answer after 429, 5xx and silence, and the clients' sums are the ledger's", async () => {
    await rule("falls", { fallbacks: [{ model: "by-rule-2" }], timeout_ms: 2000 });
    for (const protocol of Object.keys(clients)) {
      const agent = `falls-${protocol}`;
      const sum = await through_trouble(client_of(protocol, "falls", agent), agent);
      const totals = await totals_of(agent, sum.calls);
      assert.deepEqual([totals.requests, totals.input_tokens, totals.output_tokens, totals.unpriced], [sum.calls, sum.input, sum.output, 0]);
      const log = await log_of(agent);
      assert.deepEqual(new Set(log.map(({ model, status }) => `${model} ${status}`)), new Set(["by-rule-2 200"]));
      const sent = log.reduce((cost, call) => cost + call.cost_nano_usd, 0);
      assert.equal(totals.cost_nano_usd, sent);
    }
  });

  test("a retry waits as long as it is told, and the call counts once", async () => {
    await rule("waits", { retries: { max: 2, backoff_ms: 20 } });
    const ask = client_of("openai", "waits", "waits");
    const before = providers.received.length;
    const { headers } = await ask("words=3 status=429 once after=1");
    const [first, second] = providers.received.slice(before);
    assert.ok(second.at_ms - first.at_ms >= 1000);
    assert.equal(headers.get("arris-attempts"), "429, 200;waited_ms=1000");
    await ask("words=3 status=500 once", { stream: true });
    assert.equal((await totals_of("waits", 2)).requests, 2);
    await assert.rejects(ask("status=429 after=60"), ({ status, headers }) => status === 429 && headers.get("retry-after") === "60");
    const log = await until("three", async () => {
      const log = await log_of("waits");
      return log.length === 3 && log;
    });
    const { routing } = await get(`/ai/requests/${log.find(({ status }) => status === 429).id}`);
    assert.deepEqual(routing.attempts.map(({ status }) => status), [429]);
    assert.equal((await totals_of("waits", 2)).requests, 2);
  });

  test("the same request again costs nothing, and nobody else's answers it", async () => {
    await rule("again", { cache_ttl_s: 600 });
    const ask = client_of("openai", "again", "again");
    const before = providers.received.length;
    const uses = [];
    for (let i = 0; i < 3; ++i) uses.push((await ask("words=9 again")).headers.get("arris-cache"));
    assert.deepEqual(uses, ["miss", "hit", "hit"]);
    assert.equal(providers.received.length, before + 1);
    const log = await until("three", async () => {
      const log = await log_of("again");
      return log.length === 3 && log.every(({ cost_nano_usd }) => cost_nano_usd !== null) && log;
    });
    assert.deepEqual(log.map(({ cached, cost_nano_usd }) => cached === (cost_nano_usd === 0)), [true, true, true]);
    assert.equal((await totals_of("again", 1)).requests, 1);
  });

  // It is kept once its caller has it all.
  test("a stream is given again to each client, with the same words and sums", async () => {
    await rule("streams", { cache_ttl_s: 600 });
    for (const protocol of Object.keys(clients)) {
      const ask = client_of(protocol, "streams", `streams-${protocol}`);
      const first = await ask("words=7 streamed again", { stream: true });
      const again = await until(`the stream of ${protocol} from the cache`, async () => {
        const before = providers.received.length;
        const answer = await ask("words=7 streamed again", { stream: true });
        return providers.received.length === before && answer;
      });
      assert.deepEqual([again.input, again.output], [first.input, first.output]);
    }
  });

  test("calls at once under a limit: no more than it come through", async () => {
    await rule("few", { limits: [{ unit: "requests", per: "tag", max: 5, window_s: 3600 }] });
    const ask = client_of("anthropic", "few", "few");
    const ends = await Promise.all(Array.from({ length: 20 }, (_, i) => ask(`words=1 ${i}`).then(() => "answered", told)));
    assert.deepEqual(count_of(ends), { answered: 5, "429 A rule's limit of requests is reached": 15 });
    assert.equal((await totals_of("few", 5)).requests, 5);
  });
}
