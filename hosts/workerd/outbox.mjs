// `arris outbox` of the local D1 of serve.mjs, which must not be running. With --sql it prints the statement instead,
// for `wrangler d1 execute arris --remote --command "…"`.

import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { parseArgs } from "node:util";
import { Mistake } from "./local/fail.mjs";
import { lock } from "./local/lock.mjs";

const usage = "outbox.mjs list [--state dead|waiting] | replay [MESSAGE]   [--data DIR] [--sql]";

function parse(args) {
  try {
    const options = {
      data: { type: "string", default: "data" },
      state: { type: "string", default: "dead" },
      sql: { type: "boolean", default: false },
    };
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const [command, message = ""] = positionals;
    if (command !== "list" && command !== "replay") throw new Mistake(usage);
    if (!["dead", "waiting"].includes(values.state))
      throw new Mistake(`--state ${values.state}: give dead or waiting`);
    if (!/^[0-9a-f-]*$/.test(message)) throw new Mistake(`${message} is not the id of a message`);
    return { ...values, command, message };
  } catch (error) {
    throw error instanceof Mistake ? error : new Mistake(error.message.split("\n")[0]);
  }
}

// What they hold comes from a list of words and from ids, so that it needs no quoting.
const list = (state) =>
  `SELECT d.message_id, d.function, m.topic, d.state, d.attempts, d.next_at_ms, d.last_error
     FROM deliveries d JOIN outbox m ON m.org_id = d.org_id AND m.id = d.message_id
    WHERE d.state = '${state}' ORDER BY d.next_at_ms, d.message_id LIMIT 1000`;
const replay = (message, now_ms) =>
  `UPDATE deliveries SET state = 'waiting', attempts = 0, next_at_ms = ${now_ms}
    WHERE state = 'dead'${message ? ` AND message_id = '${message}'` : ""}`;

function open_database(data) {
  const folder = join(data, "state/d1/miniflare-D1DatabaseObject");
  const name =
    existsSync(folder) && readdirSync(folder).find((one) => /^[0-9a-f]{64}\.sqlite$/.test(one));
  if (!name) throw new Mistake(`there is no data in ${data}: give the folder of the server's data`);
  lock(data);
  return new DatabaseSync(join(folder, name));
}

function main() {
  const { command, state, message, data, sql } = parse(process.argv.slice(2));
  const text = command === "list" ? list(state) : replay(message, Date.now());
  if (sql) return console.log(text.replace(/\s+/g, " "));
  const statement = open_database(resolve(data)).prepare(text);
  if (command === "list") {
    for (const row of statement.all()) console.log(Object.values(row).join("  "));
    return;
  }
  const { changes } = statement.run();
  if (message && changes === 0)
    throw new Mistake(`no delivery of message ${message} is dead: \`outbox list\` names them`);
  console.log(`${changes} deliveries are due again`);
}

try {
  main();
} catch (error) {
  process.stderr.write(error instanceof Mistake ? `arris: ${error.message}\n` : `${error.stack}\n`);
  process.exit(error instanceof Mistake ? 2 : 1);
}
