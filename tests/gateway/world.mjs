// A host with an upstream that answers by rule, a secret and a price for each provider, and a key for the clients.

import assert from "node:assert/strict";
import { Host } from "../support/hosts.mjs";
import { Providers } from "../support/providers.mjs";

export class Gateway {
  providers = new Providers();
  constructor(name) {
    this.host = new Host(name);
  }
  async start() {
    const { host, providers } = this;
    await providers.start();
    host.environment = providers.environment();
    await host.start();
    this.token = (await host.set_up()).access_token;
    const tiers = [{ rates: { input: 1_000_000, output: 3_000_000, cache_read: 100_000, reasoning: 3_000_000 } }];
    for (const service of ["openai", "anthropic", "gemini"]) {
      await this.ask("POST", "/keys", { name: service, service, secret: `sk-of-${service}`, base_url: providers.url });
      for (const model of ["by-rule", "by-rule-2"]) await this.ask("PUT", "/tokens/prices", { provider: service, model, tiers, effective_from_ms: 0 });
    }
    this.key = (await this.ask("POST", "/keys/access", { name: "clients", kind: "secret", scopes: ["ai:use"] })).key;
  }
  async stop() {
    this.providers.stop();
    await this.host.close();
  }
  async ask(method, path, body) {
    const answer = await this.host.request(method, `/api/v1${path}`, { token: this.token, body });
    assert.ok(answer.status < 300, answer.text);
    return answer.json;
  }
  // A stream of OpenAI's protocol, or of Anthropic's.
  stream(content, agent, protocol = "openai/v1/chat/completions") {
    return fetch(`${this.host.url}/${protocol}`, {
      method: "POST",
      headers: { authorization: `Bearer ${this.key}`, "content-type": "application/json", "arris-agent": agent },
      body: JSON.stringify({ model: "by-rule", max_tokens: 99, stream: true, messages: [{ role: "user", content }] }),
    });
  }
}
