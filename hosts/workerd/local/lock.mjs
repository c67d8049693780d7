// Two processes on one directory would write the same database. A lock of a gone process is stale.

import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { Mistake } from "./fail.mjs";

const is_ours = (pid) =>
  existsSync(`/proc/${pid}/cmdline`) &&
  /(serve|seed|outbox)\.mjs/.test(readFileSync(`/proc/${pid}/cmdline`, "utf8"));

// Node's own recursive mkdir never returns where a folder takes no other, as /proc does.
function make_folder(path) {
  if (existsSync(path)) return;
  make_folder(dirname(path));
  mkdirSync(path);
}

export function lock(directory) {
  const path = join(directory, "serve.pid");
  try {
    make_folder(directory);
    const owner = existsSync(path) ? Number(readFileSync(path, "utf8")) : 0;
    if (owner && owner !== process.pid && is_ours(owner))
      throw new Mistake(`${directory} is in use by process ${owner}`);
    writeFileSync(path, String(process.pid), { mode: 0o600 });
    closeSync(openSync(path, "r+"));
  } catch (error) {
    throw error instanceof Mistake ? error : new Mistake(`${directory}: ${error.message}`);
  }
  process.on("exit", () => rmSync(path, { force: true }));
}
