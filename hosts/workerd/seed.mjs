// Fills the local D1 of serve.mjs with the sample data of `arris seed`, or removes it. The server must not be running.

import { convertV4MiniflareOptions, Miniflare, NoOpLog } from "miniflare";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { Mistake } from "./local/fail.mjs";
import { lock } from "./local/lock.mjs";
import { compatibility_date, prepare_workerd } from "./local/options.mjs";
import { load_root_key } from "./local/root_key.mjs";
import { statements_of } from "./local/statements.mjs";

const own = ["arris", "data", "email"];

function parse(args) {
  const string = { type: "string" };
  const options = { arris: string, data: string, modules: string, migrations: string };
  Object.assign(options, { size: string, now: string, email: string, remove: { type: "boolean" } });
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new Mistake(error.message.split("\n")[0]);
  }
}

async function open(data) {
  prepare_workerd();
  const script = "export default { fetch: () => new Response() }";
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      log: new NoOpLog(),
      resourcePersistencePath: join(data, "state"),
      cf: false,
      workers: [
        {
          name: "arris",
          modules: [{ type: "ESModule", path: "seed.js", contents: script }],
          compatibilityDate: compatibility_date,
          d1Databases: { DB: "arris" },
        },
      ],
    }),
  );
  return { miniflare, database: await miniflare.getD1Database("DB") };
}

async function owner_of(database, email) {
  const sql = email
    ? "SELECT id, email FROM users WHERE email = ?1"
    : `SELECT u.id, u.email FROM users u JOIN memberships m ON m.user_id = u.id
        WHERE m.role = 'owner' AND m.status = 'active' ORDER BY m.joined_at_ms, u.id LIMIT 1`;
  const statement = database.prepare(sql);
  const owner = await (email ? statement.bind(email) : statement).first();
  if (owner) return owner;
  throw new Mistake(
    email
      ? `nobody here has the address ${email}`
      : "there is no owner yet: open the server's set-up link first",
  );
}

// What `arris seed --sql` writes, and what it says of it.
function told(flags, owner, root_key, folder) {
  const file = join(folder, "seed.sql");
  const args = ["seed", "--sql", file, "--data", folder];
  if (owner) args.push("--owner", owner.id);
  for (const [name, value] of Object.entries(flags))
    if (!own.includes(name)) args.push(`--${name}`, ...(value === true ? [] : [value]));
  const env = { ...process.env, ARRIS_ROOT_KEY: root_key };
  try {
    execFileSync(resolve(flags.arris), args, { env, stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    throw new Mistake(`${error.stderr ?? error.message}`.trim().replace(/^arris: /, ""));
  }
  return statements_of(readFileSync(file, "utf8"));
}

async function main() {
  const flags = parse(process.argv.slice(2));
  const data = resolve(flags.data);
  if (!existsSync(join(data, "state")))
    throw new Mistake(`there is no data in ${data}: give the folder of the server's data`);
  lock(data);
  const { miniflare, database } = await open(data);
  const folder = mkdtempSync(join(tmpdir(), "arris-seed-"));
  try {
    const owner = flags.remove ? null : await owner_of(database, flags.email);
    const statements = told(flags, owner, load_root_key(data), folder);
    await database.batch(statements.map((sql) => database.prepare(sql)));
    const { n } = await database.prepare("SELECT count(*) AS n FROM orgs WHERE sample = 1").first();
    console.log(n ? `the org Sample of ${owner.email} is filled` : "there is no sample data now");
  } finally {
    rmSync(folder, { recursive: true });
    await miniflare.dispose();
  }
}

main().catch((error) => {
  process.stderr.write(error instanceof Mistake ? `arris: ${error.message}\n` : `${error.stack}\n`);
  process.exit(error instanceof Mistake ? 2 : 1);
});
