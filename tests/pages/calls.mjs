// What programs ask models through the gateway: answered whole and in streams, refused, tried again, out of the cache.

import assert from "node:assert/strict";

const paths = { openai: "/openai/v1/chat/completions", anthropic: "/anthropic/v1/messages" };

// A program of an org, with its access key and secrets of providers that answer by rule.
export class Program {
  async begin(host, token, providers) {
    this.host = host;
    this.token = token;
    for (const service of ["openai", "anthropic"])
      await this.ask("POST", "/keys", { name: `${service} by rule`, service, secret: `sk-of-${service}`, base_url: providers.url });
    const issued = await this.ask("POST", "/keys/access", { name: "shop's assistant", kind: "secret", scopes: ["ai:use"] });
    Object.assign(this, { key: issued.key, key_id: issued.id });
    return this;
  }

  async ask(method, path, body) {
    const answer = await this.host.request(method, `/api/v1${path}`, { token: this.token, body });
    assert.ok(answer.status < 300, answer.text);
    return answer.json;
  }

  // `content` is a rule of tests/support/providers.mjs.
  async call(content, { provider = "openai", model = "gpt-4o", agent = "support", tag, run, session, stream } = {}) {
    const named = { "arris-agent": agent, "arris-tags": tag, "arris-execution": run, "arris-session": session };
    const headers = Object.fromEntries(Object.entries(named).filter(([, value]) => value));
    const body = { model, max_tokens: 99, stream, messages: [{ role: "user", content }] };
    const answer = await this.host.request("POST", paths[provider], { token: this.key, headers, body });
    return answer.status;
  }

  async make_calls() {
    const [run] = (await this.ask("GET", "/executions?limit=1")).data;
    this.run = run;
    for (let number = 0; number < 6; ++number) await this.call(`words=${20 + 7 * number}`, { session: "visit-1" });
    for (let number = 0; number < 4; ++number) await this.call(`words=${5 + number}`, { model: "gpt-4o-mini", agent: "search" });
    const claude = { provider: "anthropic", model: "claude-sonnet-4-5", agent: "writer" };
    await this.call("words=90 stall=40", claude);
    await this.call("words=12 status=500", claude);
    await this.call("words=9 status=429", { agent: "search" });
    await this.call("words=33 stall=30", { run: run.id, tag: "checkout", session: "visit-2" });
  }

  // Some of each kind, of which one is off.
  async make_rules() {
    const small = { when: { agent_ids: ["search"], providers: ["openai"] }, then: { targets: [{ model: "gpt-4o-mini", weight: 3 }, { model: "gpt-4o" }] } };
    const safe = { when: { tags: ["checkout"] }, then: { timeout_ms: 30_000, retries: { max: 2 }, fallbacks: [{ model: "gpt-4o-mini" }] } };
    const thrifty = { then: { cache_ttl_s: 600, limits: [{ unit: "cost_nano_usd", per: "key", max: 5_000_000_000, window_s: 86_400 }] } };
    await this.ask("POST", "/ai/rules", { name: "small models search", ...small });
    await this.ask("POST", "/ai/rules", { name: "checkout goes on", ...safe });
    await this.ask("POST", "/ai/rules", { name: "thrift", ...thrifty });
    await this.ask("POST", "/ai/rules", { name: "only what is known", enabled: false, then: { allowed_models: ["gpt-4o*", "claude-*"] } });
    for (let number = 0; number < 2; ++number) await this.call("words=25 once more", { agent: "search" });
    await this.call("words=60 stall=60 status=503 once", { tag: "checkout", run: this.run.id, session: "visit-3" });
  }
}
