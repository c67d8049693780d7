// Two orgs with a person per role each, and those who should not get in.

import { add_key } from "../support/access_key.mjs";
import { act_in, add_member, join_up, restart, roles, with_database } from "../support/people.mjs";
import { canaries } from "./canaries.mjs";
import { functions } from "./functions.mjs";

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
  nowhere = nowhere;
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

  // Asks as the owner; waits where a limit says so.
  async ask(org, method, path, body) {
    const answer = await this.host.request(method, `/api/v1${path}`, { token: this.token(`${org} owner`), body });
    if (answer.status !== 429) return answer;
    await new Promise((resolve) => setTimeout(resolve, 1000 * Number(answer.headers.get("retry-after"))));
    return this.ask(org, method, path, body);
  }

  // What was created.
  async add(org, path, body, status = 201) {
    const answer = await this.ask(org, "POST", path, body);
    if (answer.status !== status) throw new Error(`POST ${path}: ${answer.status} ${answer.text}`);
    return answer.json;
  }

  // One of everything that the org has; of one function alone where `name` says which.
  async fresh(org, name) {
    const target = {};
    for (const one of name ? [functions[name]] : Object.values(functions))
      Object.assign(target, await one.make?.(this, org));
    return target;
  }

  // A target of the route alone, that it answers with success.
  async own(org, route) {
    const target = await this.fresh(org, route.function);
    await functions[route.function].prepare?.[route.name]?.(this, org, target);
    return target;
  }

  session_id(name) {
    return JSON.parse(Buffer.from(this.token(name).split(".")[1], "base64url")).sid;
  }

  async deleted(org) {
    const target = await this.fresh(org);
    for (const one of Object.values(functions)) Object.assign(target, await one.remove?.(this, org, target));
    return target;
  }

  // `like`: a target whose members it has.
  nothing(like) {
    const target = Object.fromEntries(Object.keys(like).map((member) => [member, nowhere]));
    return Object.assign(target, ...Object.values(functions).map((one) => one.random ?? {}));
  }

  // Everything that an org has and keeps: retired keys of its vault go by a schedule, and whoever reads there is seen.
  // REQUIRES: the host is stopped.
  rows_of(org) {
    const kept = this.all_rows_of(org).filter(({ row }) => !row.retired_at_ms);
    return kept.map(({ name, row }) => `${name} ${JSON.stringify({ ...row, last_active_at_ms: undefined })}`).sort();
  }

  // A person's session names the org in which they act until it ends.
  all_rows_of(org) {
    return with_database(this.host, (database) => {
      const tables = database
        .prepare("SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c ON c.name = 'org_id' WHERE m.type = 'table' AND m.name <> 'sessions' ORDER BY 1")
        .all();
      return tables.flatMap(({ name }) => {
        const rows = database.prepare(`SELECT * FROM ${name} WHERE org_id = ?`).all(this.orgs[org]);
        return rows.map((row) => ({ name, row }));
      });
    });
  }
}
