// Two orgs with a person per role each, and those who should not get in. Every text of an org holds its canary.

import { createHash } from "node:crypto";
import { add_key } from "../support/access_key.mjs";
import { act_in, add_member, join_up, restart, roles, with_database } from "../support/people.mjs";
import { budget } from "./bodies.mjs";

export const canaries = { a: "canary-a-5f0c31d29be7", b: "canary-b-c2914e7d80a6" };
const nowhere = "01890000-0000-7000-8000-00000000dead";

// Programs, by what their keys may do.
const ingest = ["errors_write", "telemetry_write", "tokens_write", "executions_write", "notifications_write"];
export const key_principals = {
  "a reading key": { scopes: ["read"] },
  "a writing key": { scopes: ingest },
  "a admin key": { scopes: ["admin"] },
  "a public key": { kind: "public", scopes: ["errors_write", "telemetry_write"] },
  "expired key": { scopes: ["admin"], expires_at_ms: 1 },
  "revoked key": { scopes: ["admin"], revoked_at_ms: 1 },
  "b reading key": { scopes: ["read"] },
  "b admin key": { scopes: ["admin"] },
};

export class Tenants {
  constructor(host) {
    this.host = host;
    this.people = {};
    this.homes = {};
    this.keys = {};
  }

  async build() {
    const { people, host } = this;
    people["a owner"] = await host.set_up(`${canaries.a}@example.com`);
    people["b owner"] = await this.sign_up("b owner", canaries.b);
    for (const org of ["a", "b"])
      for (const role of roles.slice(1)) await this.sign_up(`${org} ${role}`, canaries[org]);
    for (const name of ["both", "removed", "suspended", "ended"]) await this.sign_up(name, "guest");
    this.orgs = { a: people["a owner"].org.id, b: people["b owner"].org.id };
    await restart(host, () => with_database(host, (database) => this.let_in(database)));
    await this.take_seats();
    await restart(host, () => with_database(host, (database) => this.put_out(database)));
  }

  async sign_up(name, canary) {
    const email = `${name.replace(" ", ".")}.${canary}@example.com`;
    return (this.people[name] = await join_up(this.host, email, `${name} ${canary}`));
  }

  let_in(database) {
    const add = (org, name, role) => add_member(database, this.orgs[org], this.people[name].user.id, role);
    for (const org of ["a", "b"]) for (const role of roles.slice(1)) add(org, `${org} ${role}`, role);
    for (const name of ["both", "removed", "suspended", "ended"]) add("a", name, "admin");
    add("b", "both", "member");
    for (const [name, key] of Object.entries(key_principals)) {
      this.homes[name] = name.startsWith("b ") ? "b" : "a";
      this.keys[name] = add_key(database, this.orgs[this.homes[name]], key);
    }
  }

  async take_seats() {
    for (const [name, session] of Object.entries(this.people)) {
      this.homes[name] = /^b |^both$/.test(name) ? "b" : "a";
      this.people[name] = await act_in(this.host, session, this.orgs[this.homes[name]]);
    }
    for (const org of ["a", "b"]) {
      const project = { name: `${canaries[org]} project` };
      await this.host.request("POST", "/api/v1/errors/projects", { token: this.token(`${org} owner`), body: project });
    }
    await this.host.request("POST", "/api/v1/auth/logout", { token: this.token("ended") });
  }

  put_out(database) {
    const where = "WHERE org_id = ? AND user_id = ?";
    database.prepare(`DELETE FROM memberships ${where}`).run(this.orgs.a, this.people.removed.user.id);
    database
      .prepare(`UPDATE memberships SET status = 'suspended' ${where}`)
      .run(this.orgs.a, this.people.suspended.user.id);
  }

  token(name) {
    return this.keys[name] ?? this.people[name]?.access_token;
  }

  // Two new issues of an org, an event, a fingerprint.
  async fresh(org) {
    const token = this.token(`${org} owner`);
    const report = async (part) => {
      const error_type = `${canaries[org]} ${part}`;
      // Letters, since grouping takes numbers for the same.
      const letters = [...String(++this.reported)].map((digit) => "abcdefghij"[digit]).join("");
      const body = { message: `${error_type} ${letters}`, error_type: `${part}${letters}`, tags: { canary: canaries[org] } };
      const answer = await this.host.request("POST", "/api/v1/errors", { token, body });
      if (answer.status !== 202) throw new Error(`${answer.status} ${answer.text}`);
      return answer.json;
    };
    const first = await report("First");
    const second = await report("Second");
    const shown = await this.host.request("GET", `/api/v1/errors/${first.issue_id}`, { token });
    return {
      issue: first.issue_id,
      event: first.id,
      second: second.issue_id,
      fingerprint: shown.json.fingerprints[0].fingerprint,
      org: this.orgs[org],
      session: this.session_id(`${org} viewer`),
    };
  }
  // A secret in the vault and an access key, by turns of those who may, since writes are limited.
  async fresh_keys(org) {
    const token = this.token(`${org} ${++this.stored % 2 ? "owner" : "admin"}`);
    const add = async (path, body) => {
      const answer = await this.host.request("POST", path, { token, body });
      if (answer.status === 429) {
        await new Promise((resolve) => setTimeout(resolve, 1000 * Number(answer.headers.get("retry-after"))));
        return add(path, body);
      }
      if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
      return answer.json.id;
    };
    const name = `${canaries[org]} ${this.stored}`;
    return {
      vault: await add("/api/v1/keys", { name, service: "custom", secret: "sk-tenant-0000", base_url: "http://127.0.0.1:9" }),
      access: await add("/api/v1/keys/access", { name, kind: "secret", scopes: ["read"] }),
    };
  }
  stored = 0;

  reported = 0;

  async fresh_budget(org) {
    const body = budget(`${canaries[org]} budget ${++this.reported}`);
    const answer = await this.host.request("POST", "/api/v1/tokens/budgets", { token: this.token(`${org} owner`), body });
    if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
    return { budget: answer.json.id };
  }

  // An issue of two fingerprints can be taken apart.
  async merged(org) {
    const target = await this.fresh(org);
    const body = { issue_ids: [target.second] };
    await this.host.request("POST", `/api/v1/errors/${target.issue}/merge`, { token: this.token(`${org} owner`), body });
    return target;
  }

  session_id(name) {
    return JSON.parse(Buffer.from(this.token(name).split(".")[1], "base64url")).sid;
  }

  // One of everything.
  async all(org) {
    return { ...(await this.fresh(org)), ...(await this.fresh_keys(org)), ...(await this.fresh_budget(org)) };
  }

  // Of that alone which the route is about.
  fresh_for(route, org) {
    if (route.path.startsWith("/keys/")) return this.fresh_keys(org);
    return route.path.startsWith("/tokens/budgets/") ? this.fresh_budget(org) : this.fresh(org);
  }

  async deleted(org) {
    const target = await this.all(org);
    await this.host.request("DELETE", `/api/v1/tokens/budgets/${target.budget}`, { token: this.token(`${org} owner`) });
    for (const id of [target.issue, target.second])
      await this.host.request("DELETE", `/api/v1/errors/${id}`, { token: this.token(`${org} owner`) });
    for (const path of [`/api/v1/keys/${target.vault}`, `/api/v1/keys/access/${target.access}`])
      await this.host.request("DELETE", path, { token: this.token(`${org} owner`) });
    return { ...target, org: nowhere, session: this.session_id("ended") };
  }

  nothing() {
    return { issue: nowhere, event: nowhere, budget: nowhere, second: nowhere.replace("dead", "beef"), fingerprint: "0".repeat(32), vault: nowhere, access: nowhere, org: nowhere, session: nowhere };
  }

  // Everything that an org has. REQUIRES: the host is stopped.
  digest(org) {
    return with_database(this.host, (database) => {
      const hash = createHash("sha256");
      const tables = database
        .prepare("SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c ON c.name = 'org_id' WHERE m.type = 'table' AND m.name <> 'sessions' ORDER BY 1")
        .all();
      for (const { name } of tables) {
        const rows = database.prepare(`SELECT * FROM ${name} WHERE org_id = ?`).all(this.orgs[org]);
        hash.update(`${name}\n${rows.map((row) => JSON.stringify(row)).sort().join("\n")}\n`);
      }
      return hash.digest("hex");
    });
  }
}
