// Budgets with a hard stop among calls at once, on one host: what is left of them is spent once.

import assert from "node:assert/strict";
import { test } from "node:test";
import { used_by } from "../support/providers.mjs";
import { until } from "../support/until.mjs";

const question = (content, more) => ({ messages: [{ role: "user", content }], ...more });

export function test_budgets(gateway) {
  const get = (path) => gateway.ask("GET", path);
  const budget = (agent, limit_nano_usd) =>
    gateway.ask("POST", "/tokens/budgets", { name: agent, scope: "agent", subject: agent, period: "month", on_limit: "block", limit_nano_usd });
  const spent = async (agent) => (await get(`/tokens/usage?agent_id=${agent}`)).totals;

  test("50 calls at once, streamed and whole, spend what a hard budget leaves once", async () => {
    const limit = 500_000;
    const one_call = 60_000; // a whole answer is not cut where it took what was left
    await budget("at-once", limit);
    const ask = async (i) => {
      const answer = await gateway.call(question(`words=10 pause=20 ${i}`, { stream: i % 2 === 0, max_tokens: 10 }), { "arris-agent": "at-once" });
      const text = await answer.text();
      // What calls under way hold may come back; what is used up does not.
      if (answer.status === 429) assert.equal(answer.headers.get("retry-after"), text.includes("budget_used_up") ? null : "1", text);
      return answer.status;
    };
    const statuses = await Promise.all(Array.from({ length: 50 }, (_, i) => ask(i)));
    const passed = statuses.filter((status) => status === 200).length;
    assert.ok(passed >= 5, `${passed} passed`);
    assert.equal(statuses.filter((status) => status === 429).length, 50 - passed);
    const totals = await until("what passed, in the ledger", async () => {
      const totals = await spent("at-once");
      return totals.requests === passed && totals;
    });
    assert.ok(totals.cost_nano_usd <= limit + one_call, `${totals.cost_nano_usd} of ${limit}`);
  });

  test("a call that fails, or whose caller leaves, gives back what it claimed of a budget", async () => {
    await budget("gives-back", 10_000_000);
    const ask = (content, more, options) => gateway.call(question(content, more), { "arris-agent": "gives-back" }, options);
    assert.equal((await ask("status=400")).status, 400);
    // Each claims all that is left.
    for (const before of ["the call that failed", "a whole one"]) await until(`the end of ${before}`, async () => (await ask("words=1")).status === 200);
    const silent = new AbortController();
    const left = assert.rejects(ask("words=1 hold", {}, { signal: silent.signal }));
    await until("its request", () => gateway.providers.received.at(-1).body.messages?.[0].content === "words=1 hold");
    silent.abort();
    await left;
    assert.equal((await ask("words=1")).status, 429); // the one that was left is waited for
    gateway.providers.let_go();
    await until("its end", async () => (await ask("words=1")).status === 200);
    const { input } = used_by("words=1 hold");
    await until("its row", async () => (await get("/ai/requests?agent_id=gives-back&limit=200")).data.some(({ input_tokens }) => input_tokens === input));
  });

  // workerd sees a connection that was closed, but not reset, with the next word that it writes.
  const unless_silent = gateway.host.name === "workerd" ? "words=100000 pause=100" : "words=9 hold";
  for (const [leaves, content, leave] of [
    ["closes", unless_silent, (socket) => socket.destroy()],
    ["resets", "words=9 hold", (socket) => socket.resetAndDestroy()],
  ])
    test(`a stream whose caller ${leaves} the connection gives back what it claimed of a budget`, async () => {
      const agent = `gives-back-${leaves}`;
      await budget(agent, 10_000_000);
      const ask = async () => (await gateway.call(question("words=1"), { "arris-agent": agent })).status;
      const socket = await gateway.open_stream(question(content), agent);
      assert.equal(await ask(), 429);
      leave(socket);
      await until("a call after it", async () => (await ask()) === 200);
    });
}
