// Applies migrations/*.sql to a D1 database, with the table and the order of
// `wrangler d1 migrations apply`. Each file and its row are one transaction.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Mistake } from "./fail.mjs";

const create = `CREATE TABLE IF NOT EXISTS d1_migrations(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT UNIQUE,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)`;

export function migrations_in(directory) {
  if (!existsSync(directory)) return [];
  const number = (name) => Number.parseInt(name, 10);
  return readdirSync(directory)
    .filter((name) => name.endsWith(".sql"))
    .sort((a, b) => number(a) - number(b) || (a < b ? -1 : 1));
}

export async function migrate(database, directory) {
  const names = migrations_in(directory);
  await database.prepare(create).run();
  const { results } = await database.prepare("SELECT name FROM d1_migrations").all();
  const applied = new Set(results.map(({ name }) => name));
  const newer = [...applied].filter((name) => !names.includes(name));
  if (newer.length > 0)
    throw new Mistake(`the database is newer than this program: it has ${newer.join(", ")}`);
  for (const name of names.filter((one) => !applied.has(one))) {
    const sql = readFileSync(join(directory, name), "utf8");
    await database
      .batch([
        database.prepare(sql),
        database.prepare("INSERT INTO d1_migrations (name) VALUES (?1)").bind(name),
      ])
      .catch((error) => {
        throw new Mistake(`migration ${name} failed: ${error.message}`);
      });
  }
}

// Until there is an owner, the set-up link is open.
export async function has_owner(database) {
  try {
    return (
      (await database
        .prepare("SELECT 1 AS one FROM memberships WHERE role = 'owner' LIMIT 1")
        .first()) !== null
    );
  } catch {
    return true; // no such table: this deployment has no people to set up
  }
}

// One process serves a directory, so no attempt and no job is under way when it starts.
export async function wake_all(database) {
  const sql = "UPDATE deliveries SET next_at_ms = ?1 WHERE state = 'waiting' AND next_at_ms > ?1";
  await database
    .batch([
      database.prepare(sql).bind(Date.now()),
      database.prepare("UPDATE jobs SET not_before_ms = 0"),
    ])
    .catch(() => {}); // no such table: this deployment has no outbox
}
