// Which routes leave an entry in the audit log, each by one request that leaves exactly one; and which leave none, with
// the reason. Every writing route of these functions is in one of the two.

import assert from "node:assert/strict";
import { routes } from "../support/manifests.mjs";
import { link_token, newest, quiet, sign_in, with_database } from "../support/people.mjs";

export const functions = ["auth", "errors", "keys", "notifications", "pipelines", "team", "tokens"];

const ingest = "what is measured, not what is decided";
const shown_alone = "it changes nothing";
const ones_own = "one's own inbox, by one's own hand";
const sent = "what is sent is listed with the webhook's attempts";
const sign_in_itself = "a session by itself changes nothing of the org; it is listed with the person's sessions";
export const silent = {
  "POST /auth/setup": "it makes the org: joining is told by the membership",
  "POST /auth/signup": shown_alone,
  "POST /auth/login": sign_in_itself,
  "POST /auth/magic-link": shown_alone,
  "POST /auth/magic-link/redeem": sign_in_itself,
  "POST /auth/refresh": sign_in_itself,
  "POST /auth/logout": "one's own session, by one's own hand",
  "PATCH /auth/me": "one's own name",
  "POST /auth/switch-org": sign_in_itself,
  "POST /auth/email": "nothing changes until it is confirmed; both addresses are told by mail",
  "POST /auth/password/forgot": shown_alone,
  "POST /errors": ingest,
  "POST /errors/batch": ingest,
  "POST /errors/bulk": "the history of each issue tells it",
  "PATCH /errors/{id}": "the history of the issue tells it",
  "POST /errors/{id}/merge": "the history of the issue tells it",
  "POST /errors/{id}/unmerge": "the history of the issue tells it",
  "POST /{project}/envelope/": ingest,
  "POST /{project}/store/": ingest,
  "POST /keys/access/verify": shown_alone,
  "POST /keys/org-key/rewrap": "upkeep, which happens by itself too",
  "POST /keys/{id}/check": shown_alone,
  "POST /notifications": "a notice, which is read by whom it is for",
  "POST /notifications/read-all": ones_own,
  "POST /notifications/seen": ones_own,
  "POST /notifications/archive-all": ones_own,
  "POST /notifications/preferences/try": shown_alone,
  "PATCH /notifications/{id}": ones_own,
  "DELETE /notifications/{id}": ones_own,
  "PUT /notifications/preferences": ones_own,
  "POST /notifications/webhooks/{id}/test": sent,
  "POST /notifications/webhooks/{id}/resend": sent,
  "POST /team/invites/lookup": shown_alone,
  "DELETE /team/org": "its entry stands in a log that nobody may read any more",
  "POST /tokens/usage": ingest,
  "POST /tokens/usage/batch": ingest,
  "POST /tokens/batch": ingest,
};

const fill = (path, kept) => path.replace(/\{(\w+)\}/g, (_, name) => kept[name]);
const secret = { name: "audited", service: "custom", secret: "sk-audited-0000", base_url: "https://vault.invalid" };
const budget = { name: "audited", scope: "org", period: "day", limit_nano_usd: 1000 };
const price = (input) => ({ provider: "house", model: "audited", effective_from_ms: 1, tiers: [{ rates: { input, output: 1 } }] });

// One request each, in this order: its route, what it is given, and the action that it leaves; `more` stand before it.
// `before` makes what it needs and says what stands in its path; `as` is who asks, the owner otherwise.
export const audited = [
  { route: "POST /errors/projects", body: { name: "Audited" }, action: "project.created", keep: "project" },
  { route: "PATCH /errors/projects/{id}", id: "project", body: { name: "Audited again" }, action: "project.changed" },
  { route: "PATCH /errors/projects/{id}", id: "project", body: { state: "paused" }, action: "project.paused" },
  { route: "PATCH /errors/projects/{id}", id: "project", body: { state: "active" }, action: "project.resumed" },
  { route: "POST /errors/projects/{id}/rotate-key", id: "project", action: "project.key_rotated" },
  { route: "DELETE /errors/projects/{id}", id: "project", action: "project.deleted" },
  { route: "DELETE /errors/{id}", before: an_issue, action: "issue.deleted" },
  { route: "POST /keys", body: secret, action: "key.created", keep: "vault_key" },
  { route: "PATCH /keys/{id}", id: "vault_key", body: { name: "Renamed" }, action: "key.changed" },
  { route: "PATCH /keys/{id}", id: "vault_key", body: { status: "revoked" }, action: "key.revoked" },
  { route: "PATCH /keys/{id}", id: "vault_key", body: { status: "active" }, action: "key.restored" },
  { route: "POST /keys/{id}/rotate", id: "vault_key", body: { secret: "sk-audited-1111" }, action: "key.rotated" },
  { route: "POST /keys/org-key/rotate", action: "org_key.rotated" },
  { route: "DELETE /keys/{id}", id: "vault_key", action: "key.deleted" },
  { route: "POST /keys/access", body: { name: "audited", kind: "secret", scopes: ["read"] }, action: "access_key.issued", keep: "access_key" },
  { route: "POST /keys/access/{id}/reroll", id: "access_key", body: {}, action: "access_key.rerolled", keep: "access_key" },
  { route: "PATCH /keys/access/{id}", id: "access_key", body: { name: "Audited again" }, action: "access_key.changed" },
  { route: "DELETE /keys/access/{id}", id: "access_key", action: "access_key.revoked" },
  { route: "PUT /tokens/prices", body: price(1_000_000), action: "price.set" },
  { route: "POST /tokens/budgets", body: budget, action: "budget.created", keep: "budget" },
  { route: "PATCH /tokens/budgets/{id}", id: "budget", body: { limit_nano_usd: 2000 }, action: "budget.changed" },
  { route: "DELETE /tokens/budgets/{id}", id: "budget", action: "budget.deleted" },
  { route: "POST /tokens/reprice", before: a_call_and_another_price, action: "usage.repriced" },
  { route: "PUT /ai/settings", body: { keep_content: true, content_days: 7 }, action: "ai_settings.changed" },
  { route: "POST /ai/rules", body: { name: "Audited", then: {} }, action: "ai_rule.created", keep: "rule" },
  { route: "PATCH /ai/rules/{id}", id: "rule", body: { name: "Audited again" }, action: "ai_rule.changed" },
  { route: "DELETE /ai/rules/{id}", id: "rule", action: "ai_rule.deleted" },
  { route: "POST /pipelines", body: { name: "Audited" }, action: "pipeline.created", keep: "pipeline" },
  { route: "PUT /pipelines/{id}", id: "pipeline", body: { name: "Audited again" }, action: "pipeline.changed" },
  { route: "DELETE /pipelines/{id}", id: "pipeline", action: "pipeline.deleted" },
  { route: "POST /pipelines/{id}/restore", id: "pipeline", body: {}, action: "pipeline.restored" },
  { route: "POST /notifications/webhooks", body: { url: "https://hooks.example.com/audited" }, action: "webhook.created", keep: "webhook" },
  { route: "PATCH /notifications/webhooks/{id}", id: "webhook", body: { description: "audited" }, action: "webhook.changed" },
  { route: "POST /notifications/webhooks/{id}/secret", id: "webhook", body: {}, action: "webhook.secret_renewed" },
  { route: "DELETE /notifications/webhooks/{id}", id: "webhook", action: "webhook.deleted" },
  { route: "PATCH /team/org", body: { name: "Audited" }, action: "org.renamed" },
  { route: "POST /team/invites", body: { emails: ["audited@example.com"], role: "admin" }, action: "invite.sent", keep: "invite" },
  { route: "POST /team/invites/{id}/resend", id: "invite", action: "invite.resent" },
  { route: "POST /team/invites/accept", before: an_invite, as: "nobody", action: "member.joined", keep: "person" },
  { route: "DELETE /auth/sessions/{id}", before: another_session, as: "person", action: "session.ended" },
  { route: "POST /auth/password", as: "person", body: { new_password: "an audited horse battery" }, action: "password.changed" },
  { route: "POST /auth/email/confirm", before: a_new_address, as: "person", action: "email.changed" },
  { route: "POST /auth/email/confirm", before: the_address_of_before, as: "person", action: "email.changed" },
  { route: "POST /auth/logout-all", as: "person", action: "sessions.ended" },
  { route: "POST /auth/password/reset", before: a_reset_link, as: "nobody", action: "password.reset" },
  { route: "POST /team/transfer", before: an_heir, action: "org.transferred", more: ["member.changed", "member.changed"] },
  { route: "POST /team/transfer", before: back, as: "person", action: "org.transferred", more: ["member.changed", "member.changed"] },
  { route: "PATCH /team/members/{id}", before: person_again, body: { role: "viewer" }, action: "member.changed" },
  { route: "DELETE /team/members/{id}", before: person_again, action: "member.removed" },
  { route: "POST /team/leave", before: a_leaver, as: "leaver", action: "member.removed" },
  { route: "POST /auth/me/deletion", before: a_leaver_for_good, as: "leaver", body: {}, action: "member.removed" },
  { route: "POST /team/invites", body: { emails: ["revoked@example.com"], role: "viewer" }, action: "invite.sent", keep: "invite" },
  { route: "DELETE /team/invites/{id}", id: "invite", action: "invite.revoked" },
];

// ---- what they need; `t` is the run: host, people by name, and what was kept

async function an_issue(t) {
  await t.ask("owner", "POST", "/errors", { message: "Audited", error_type: "Audited" });
  const { data } = (await t.ask("owner", "GET", "/errors?limit=1")).json;
  return { id: data[0].id };
}

async function a_call_and_another_price(t) {
  const usage = { provider: "house", model: "audited", request_id: "audited", usage: { input: 10, output: 0 } };
  await t.ask("owner", "POST", "/tokens/usage", usage);
  await t.ask("owner", "PUT", "/tokens/prices", price(3_000_000));
  return { body: { from_ms: Date.now() - 3_600_000, to_ms: Date.now() + 60_000, dry_run: false } };
}

// An invite that is sent again before its first mail has gone out is mailed once.
const invite_token = async (t, email) => {
  await quiet(t.host);
  const mails = (await t.host.mails(email)).filter((mail) => mail.links[0]?.includes("/invite#"));
  assert.ok(mails.length > 0, `no invite for ${email}`);
  return link_token(newest(mails));
};

async function an_invite(t) {
  return { body: { token: await invite_token(t, "audited@example.com"), name: "Audited", token_transport: "body" } };
}

async function another_session(t) {
  await sign_in(t.host, "audited@example.com");
  const { data } = (await t.ask("person", "GET", "/auth/sessions")).json;
  return { id: data.find(({ current }) => !current).id };
}

async function new_address(t, email) {
  await t.ask("person", "POST", "/auth/email", { email, current_password: "an audited horse battery" });
  const mails = (await t.host.mails(email)).filter((mail) => mail.links[0]?.includes("/confirm-email#"));
  return { body: { token: link_token(newest(mails)) } };
}

async function a_new_address(t) {
  return new_address(t, "audited.anew@example.com");
}

async function the_address_of_before(t) {
  return new_address(t, "audited@example.com");
}

async function a_reset_link(t) {
  await t.ask("nobody", "POST", "/auth/password/forgot", { email: "audited@example.com" });
  const mails = (await t.host.mails("audited@example.com")).filter((mail) => mail.links[0]?.includes("/reset-password#"));
  return { body: { token: link_token(newest(mails)), password: "another audited horse" } };
}

async function an_heir(t) {
  t.people.person = await sign_in(t.host, "audited@example.com");
  return { body: { user_id: t.people.person.user.id } };
}

async function back(t) {
  t.people.person = await sign_in(t.host, "audited@example.com");
  const owner = t.people.owner.user.id;
  return { body: { user_id: owner } };
}

// Whoever was lowered signs in again.
async function person_again(t) {
  t.people.owner = await sign_in(t.host, t.people.owner.user.email);
  return { id: t.people.person.user.id };
}

async function newcomer(t, email) {
  await t.ask("owner", "POST", "/team/invites", { emails: [email], role: "viewer" });
  const body = { token: await invite_token(t, email), name: "Leaver", token_transport: "body" };
  t.people.leaver = (await t.ask("nobody", "POST", "/team/invites/accept", body)).json;
  return {};
}

async function a_leaver(t) {
  return newcomer(t, "leaver@example.com");
}

async function a_leaver_for_good(t) {
  return newcomer(t, "leaver.for.good@example.com");
}

// ---- running them

export class Run {
  kept = {};

  constructor(host, owner) {
    this.host = host;
    this.people = { owner, nobody: undefined };
  }

  async ask(person, method, path, body) {
    const answer = await this.host.request(method, `/api/v1${path}`, { body, token: this.people[person]?.access_token });
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${answer.text}`);
    return answer;
  }

  actions_after(sequence) {
    const sql = "SELECT action FROM audit_log WHERE org_id = ? AND sequence > ? ORDER BY sequence";
    return with_database(this.host, (database) => database.prepare(sql).all(this.people.owner.org.id, sequence).map(({ action }) => action));
  }

  // The actions of the entries that the request left.
  async perform({ route, id, body, before, as = "owner", keep }) {
    const given = { ...(id && { id: this.kept[id] }), ...(body && { body }), ...(await before?.(this)) };
    const [method, path] = route.split(" ");
    const entries = this.actions_after(0).length;
    const { json } = await this.ask(as, method, fill(path, given), given.body);
    if (keep === "person") this.people.person = json;
    else if (keep) this.kept[keep] = json.id ?? json.data[0].invite_id;
    return this.actions_after(entries);
  }
}

export const unnamed_routes = () => {
  const named = new Set([...audited.map(({ route }) => route), ...Object.keys(silent)]);
  return routes().filter((one) => functions.includes(one.function) && one.method !== "GET" && !named.has(one.name)).map(({ name }) => name);
};
