// The root key of a local server: ARRIS_ROOT_KEY, or DIR/root.key, which the first start creates
// for its owner alone. The derivation is that of hosts/ABI.md's named keys.

import { createHmac, hkdfSync, randomBytes } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Mistake } from "./fail.mjs";

const is_key = (text) => /^[0-9a-f]{64}$/i.test(text);
const info = (kind, name) => `arris/v1/${kind}/${name}`;

export function derive(root_hex, kind, name) {
  return Buffer.from(hkdfSync("sha256", Buffer.from(root_hex, "hex"), "", info(kind, name), 32));
}

// 32 digits that tell two roots apart and say nothing about either.
const check_value = (root_hex) => derive(root_hex, "check", "root").toString("hex").slice(0, 32);

function read(path) {
  if ((statSync(path).mode & 0o077) !== 0)
    throw new Mistake(`${path} is readable by others: chmod 600 ${path}`);
  const text = readFileSync(path, "utf8").trim();
  if (!is_key(text)) throw new Mistake(`${path} does not hold 64 hexadecimal digits`);
  return text;
}

function read_or_create(directory, is_known) {
  const path = join(directory, "root.key");
  if (existsSync(path)) return read(path);
  if (is_known)
    throw new Mistake(
      `${path} is missing, but this data was made with a root key: ` +
        "put it back, or set ARRIS_ROOT_KEY",
    );
  writeFileSync(path, randomBytes(32).toString("hex") + "\n", { mode: 0o600, flag: "wx" });
  return read(path);
}

export function load_root_key(directory, given = process.env.ARRIS_ROOT_KEY) {
  if (given !== undefined && !is_key(given))
    throw new Mistake("ARRIS_ROOT_KEY must hold 64 hexadecimal digits");
  const check_path = join(directory, "root.check");
  const known = existsSync(check_path) ? readFileSync(check_path, "utf8").trim() : null;
  const key = given ?? read_or_create(directory, known !== null);
  if (known === null) writeFileSync(check_path, check_value(key) + "\n", { mode: 0o600 });
  else if (known !== check_value(key))
    throw new Mistake(
      `the root key is not the one that this data was made with (${check_path} differs)`,
    );
  return key;
}

// The further roots of vaults: ARRIS_VAULT_KEYS, or the lines of DIR/vault.key, the newest last.
export function load_vault_keys(directory, given = process.env.ARRIS_VAULT_KEYS) {
  const path = join(directory, "vault.key");
  const text = given ?? (existsSync(path) ? readFileSync(path, "utf8") : "");
  const keys = text.split(/[\s,]+/).filter((line) => line !== "");
  if (!keys.every(is_key))
    throw new Mistake("ARRIS_VAULT_KEYS and vault.key hold keys of 64 hexadecimal digits");
  return keys.join(",");
}

// The module checks it as a mac of "setup" under the key "setup".
export function setup_token(root_hex) {
  return createHmac("sha256", derive(root_hex, "hmac", "setup"))
    .update("setup")
    .digest("hex");
}
