// The people of a test: the first owner, others by sign-up through caught mail, and roles that no route gives
// yet, written into the database of a stopped host.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { until } from "./until.mjs";

const d1 = (data) => join(data, "state/d1/miniflare-D1DatabaseObject");

// A host may write meanwhile.
export const busy_ms = 10_000;

export function database_file(host) {
  if (host.name !== "workerd") return join(host.data, "arris.db");
  const folder = d1(host.data);
  const name = existsSync(folder) && readdirSync(folder).find((one) => /^[0-9a-f]{64}\.sqlite$/.test(one));
  if (!name) throw new Error(`no database in ${folder}`);
  return join(folder, name);
}

// Every row of every table as it is now, without the tables and columns that `without` names.
export function dump(host, without = []) {
  const database = new DatabaseSync(database_file(host), { readOnly: true, timeout: busy_ms });
  try {
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
    const rows = (table) => {
      const statement = database.prepare(`SELECT * FROM "${table}"`);
      statement.setReadBigInts(true);
      const kept = ([column]) => !without.includes(`${table}.${column}`);
      return statement.all().map((row) => Object.fromEntries(Object.entries(row).filter(kept)));
    };
    return tables.filter(({ name }) => !without.includes(name)).map(({ name }) => [name, rows(name)]);
  } finally {
    database.close();
  }
}

// REQUIRES: the host is stopped, or does not write meanwhile.
export function with_database(host, use) {
  const database = new DatabaseSync(database_file(host), { timeout: busy_ms });
  try {
    return use(database);
  } finally {
    database.close();
  }
}

// Until no message waits to be delivered.
export async function quiet(host) {
  const of_soon = "SELECT function, attempts, next_at_ms, last_error FROM deliveries WHERE state = 'waiting' AND attempts < 2 AND next_at_ms < ?";
  const waiting = () => with_database(host, (database) => database.prepare(of_soon).all(Date.now() + 60_000));
  await until("the end of all deliveries", () => waiting().length === 0).catch((error) => {
    throw new Error(`${error.message}; ${JSON.stringify(waiting())}`);
  });
}

export async function restart(host, between = () => {}) {
  const code = await host.stop();
  if (code !== 0) throw new Error(`${host.name} ended with ${code}:\n${host.log}`);
  const result = await between();
  await host.start();
  return result;
}

export const link_token = (mail) => new URL(mail.links[0]).hash.replace("#token=", "");

// Signs up and redeems the mailed link with its code, as from another browser.
export async function join_up(host, email, name) {
  const asked = await host.request("POST", "/api/v1/auth/signup", { body: { email, name } });
  if (asked.status !== 202) throw new Error(`signup: ${asked.status} ${asked.text}`);
  return redeem_newest(host, email);
}

export async function redeem_newest(host, email) {
  const mail = newest(await host.mails(email));
  const answer = await host.request("POST", "/api/v1/auth/magic-link/redeem", {
    body: { token: link_token(mail), code: mail.code, token_transport: "body" },
  });
  if (answer.status !== 200) throw new Error(`redeem: ${answer.status} ${answer.text}`);
  return answer.json;
}

export const newest = (mails) => mails.reduce((a, b) => (b.sent_at_ms >= a.sent_at_ms ? b : a));

export async function sign_in(host, email) {
  const asked = await host.request("POST", "/api/v1/auth/magic-link", { body: { email } });
  if (asked.status !== 202) throw new Error(`magic link: ${asked.status} ${asked.text}`);
  return redeem_newest(host, email);
}

// REQUIRES: the host is stopped.
export function add_member(database, org_id, user_id, role) {
  database
    .prepare("INSERT INTO memberships (org_id, user_id, role, status, joined_at_ms) VALUES (?, ?, ?, 'active', ?)")
    .run(org_id, user_id, role, Date.now());
}

export async function act_in(host, session, org_id) {
  const answer = await host.request("POST", "/api/v1/auth/switch-org", {
    token: session.access_token,
    body: { org_id },
  });
  if (answer.status !== 200) throw new Error(`switch-org: ${answer.status} ${answer.text}`);
  return { ...session, ...answer.json };
}

export const roles = ["owner", "admin", "member", "viewer"];

// One person per role in the org of the first owner, who is "owner". Restarts the host once.
export async function staff(host, founder = undefined) {
  const people = { owner: founder ?? (await host.set_up()) };
  for (const role of roles.slice(1)) people[role] = await join_up(host, `${role}@example.com`, `Some ${role}`);
  const org_id = people.owner.org.id;
  await restart(host, () =>
    with_database(host, (database) => {
      for (const role of roles.slice(1)) add_member(database, org_id, people[role].user.id, role);
    }),
  );
  for (const role of roles.slice(1)) people[role] = await act_in(host, people[role], org_id);
  return people;
}
