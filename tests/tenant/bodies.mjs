// What each route is asked with when its target is `{id}`, or named in its body. A route without a row gets the
// smallest body that its schema takes.

import { smallest } from "../support/manifests.mjs";

const password = "correct horse battery staple";

export const bodies = {
  "PATCH /auth/me": () => ({ name: "Somebody" }),
  "POST /auth/switch-org": (target) => ({ org_id: target.org }),
  "POST /auth/password": () => ({ current_password: password, new_password: password }),
  "POST /errors": (target, canary) => ({ message: canary, error_type: "Reported" }),
  "POST /errors/batch": (target, canary) => ({ events: [{ message: canary, error_type: "Reported" }] }),
  "POST /errors/bulk": (target) => ({ ids: [target.issue], change: { severity: "low" } }),
  "POST /errors/projects": (target, canary, count) => ({ name: `${canary} ${count}` }),
  "PATCH /errors/{id}": () => ({ severity: "high" }),
  "POST /errors/{id}/merge": (target) => ({ issue_ids: [target.second] }),
  "POST /keys": (target, canary, count) => ({ name: `${canary} ${count}`, service: "openai", secret: "sk-tenant-0001" }),
  "POST /keys/access": (target, canary) => ({ name: canary, kind: "secret", scopes: ["read"] }),
  "PATCH /keys/{id}": () => ({ expires_at_ms: 4102444800000 }),
  "POST /keys/{id}/rotate": () => ({ secret: "sk-tenant-0002" }),
  "POST /errors/{id}/unmerge": (target) => ({ fingerprints: [target.fingerprint] }),
  "POST /tokens/usage": (target, canary) => used(canary),
  "POST /tokens/usage/batch": (target, canary) => ({ usage: [used(canary)] }),
  "POST /tokens/batch": (target, canary) => ({ usage: [used(canary)] }),
  "PUT /tokens/prices": (target, canary) => ({ provider: canary, model: canary, tiers: [{ rates: { input: 5 } }] }),
  "POST /tokens/budgets": (target, canary, count) => budget(`${canary} made ${count}`),
  "PATCH /tokens/budgets/{id}": (target, canary, count) => ({ name: `${canary} changed ${count}` }),
  "POST /tokens/reprice": () => ({ from_ms: Date.now() - 1000 }),
};

const used = (canary) => ({ provider: canary, model: canary, agent_id: canary, usage: { input: 1 } });
export const budget = (name) => ({ name, scope: "org", period: "day", limit_nano_usd: 1_000_000 });

// Routes whose target is named by the body, not by the path.
export const targeted_by_body = ["POST /auth/switch-org", "POST /errors/bulk"];

// No answer but a refusal is asked for: each would need a session of its own.
export const refusals_only = ["DELETE /auth/sessions/{id}"];

let count = 0;
export function body_of(route, target, canary) {
  if (route.body === undefined) return undefined;
  const make = bodies[route.name];
  return make ? make(target, canary, ++count) : smallest(route.body, route.schemas);
}

// The query that a route can't do without.
const queries = {
  "GET /analytics/export": "?report=trends&metric=events",
  "GET /tokens/breakdown": "?by=model",
};

export const url_of = (route, target) => path_of(route, target) + (queries[route.name] ?? "");

function path_of(route, target) {
  if (route.path.startsWith("/auth/sessions/")) return route.url.replace("{id}", target.session);
  if (route.path.startsWith("/keys/access/")) return route.url.replace("{id}", target.access);
  if (route.path.startsWith("/keys/")) return route.url.replace("{id}", target.vault);
  if (route.path.startsWith("/tokens/budgets/")) return route.url.replace("{id}", target.budget);
  if (route.path.startsWith("/errors/events/")) return route.url.replace("{id}", target.event);
  return route.url.replace("{id}", target.issue);
}
