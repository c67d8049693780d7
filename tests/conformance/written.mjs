// The scenarios that are written by hand, in the order of their files' names.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = join(dirname(fileURLToPath(import.meta.url)), "scenarios");
export const written = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .sort()
  .flatMap((file) => JSON.parse(readFileSync(join(folder, file), "utf8")).map((one) => ({ ...one, file })));

// Those whose names contain the text, with all before them in their files: a scenario may meet what those made.
export function chosen(scenarios, text) {
  const last = new Map();
  const asked = scenarios.filter(({ name }) => name.includes(text));
  if (asked.length === 0) throw new Error(`no scenario has "${text}" in its name`);
  for (const one of asked) if (one.file) last.set(one.file, scenarios.indexOf(one));
  return scenarios.filter((one, i) => asked.includes(one) || i < (last.get(one.file) ?? 0));
}
