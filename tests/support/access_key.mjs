// Access keys as shared/http/access_key.h makes them, and rows of them for the database of a stopped host.

import { createHash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const scopes_in_order = [
  "errors_write",
  "telemetry_write",
  "tokens_write",
  "ai_use",
  "executions_write",
  "notifications_write",
  "read",
  "admin",
];

export function make_access_key(kind) {
  let key = kind === "public" ? "arris_pk_" : "arris_sk_";
  for (const byte of randomBytes(30)) key += digits[byte % 62];
  for (let value = crc32(key), i = 0; i < 6; ++i, value = Math.floor(value / 62)) key += digits[value % 62];
  return key;
}

export const bits_of = (scopes) => scopes.reduce((bits, scope) => bits | (1 << scopes_in_order.indexOf(scope)), 0);

// A new key of an org; `change` sets other columns.
export function add_key(database, org_id, { kind = "secret", scopes, ...change }) {
  const key = make_access_key(kind);
  const row = {
    org_id,
    id: crypto.randomUUID(),
    key_hash: createHash("sha256").update(key).digest("hex"),
    name: "test",
    kind,
    shown: key.slice(0, 13),
    last4: key.slice(-4),
    scopes: bits_of(scopes),
    created_by: "test",
    created_at_ms: Date.now(),
    ...change,
  };
  const names = Object.keys(row);
  const places = names.map(() => "?").join(", ");
  database.prepare(`INSERT INTO access_keys (${names.join(", ")}) VALUES (${places})`).run(...Object.values(row));
  return key;
}
