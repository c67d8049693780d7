// A host with an upstream that answers by rule, a secret and a price for each provider, and a key for the clients.

import assert from "node:assert/strict";
import { once } from "node:events";
import { request } from "node:http";
import { Host } from "../support/hosts.mjs";
import { Providers } from "../support/providers.mjs";

const messages = (content) => [{ role: "user", content }];

// Each protocol's stream: where it is asked for, with what, and what a whole one holds near its end.
export const protocols = {
  chat: { path: "openai/v1/chat/completions", body: (content) => ({ model: "by-rule", stream: true, messages: messages(content) }), end: "data: [DONE]" },
  responses: { path: "openai/v1/responses", body: (input) => ({ model: "by-rule", stream: true, input }), end: "event: response.completed" },
  anthropic: { path: "anthropic/v1/messages", body: (content) => ({ model: "by-rule", max_tokens: 99, stream: true, messages: messages(content) }), end: "event: message_stop" },
  gemini: { path: "gemini/v1beta/models/by-rule:streamGenerateContent?alt=sse", body: (text) => ({ contents: [{ role: "user", parts: [{ text }] }] }), end: '"finishReason":"STOP"' },
};

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
  // A chat of OpenAI's protocol.
  call(body, headers, options) {
    return fetch(`${this.host.url}/openai/v1/chat/completions`, {
      ...options,
      method: "POST",
      headers: { authorization: `Bearer ${this.key}`, "content-type": "application/json", ...headers },
      body: JSON.stringify({ model: "by-rule", ...body }),
    });
  }
  // The connection of a chat that streams, once the answer has begun.
  async open_stream(body, agent) {
    const headers = { authorization: `Bearer ${this.key}`, "content-type": "application/json", "arris-agent": agent };
    const call = request(`${this.host.url}/openai/v1/chat/completions`, { method: "POST", headers, agent: false });
    call.end(JSON.stringify({ model: "by-rule", stream: true, ...body }));
    const [answer] = await once(call, "response");
    assert.equal(answer.statusCode, 200);
    answer.on("error", () => {}).resume();
    return answer.socket;
  }
  // A stream of one of the protocols below.
  stream(content, agent, protocol = "chat") {
    const { path, body } = protocols[protocol];
    return fetch(`${this.host.url}/${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${this.key}`, "content-type": "application/json", "arris-agent": agent },
      body: JSON.stringify(body(content)),
    });
  }
}
