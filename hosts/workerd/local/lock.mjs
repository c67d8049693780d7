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
import { join } from "node:path";
import { Mistake } from "./fail.mjs";

const is_ours = (pid) =>
  existsSync(`/proc/${pid}/cmdline`) &&
  /(serve|seed)\.mjs/.test(readFileSync(`/proc/${pid}/cmdline`, "utf8"));

export function lock(directory) {
  const path = join(directory, "serve.pid");
  try {
    mkdirSync(directory, { recursive: true });
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
