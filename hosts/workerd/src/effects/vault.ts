// Vaults: keys under keys under a root, and secrets under those. A module holds the sealed boxes and says what lies under
// what; the host opens, and what it opens goes into a header of an outbound call and nowhere else.
//
// A vault's roots are derived from ARRIS_ROOT_KEY and then from the lines of ARRIS_VAULT_KEYS, the newest last. The
// newest seals, any of them opens. A box: version 2, 8 bytes that name the key, 12 bytes of nonce, ciphertext, tag.

import { Failure } from "../frame";
import type { Credential, Crypto, Link } from "../types";
import { hex_of, utf8, Writer } from "../wire";
import { bytes, done, failed, type Answer, type Env } from "../world";
import { aead_of } from "./keys";

type Key = { id: Uint8Array; aead: CryptoKey };

const box_version = 2;
const id_bytes = 8,
  nonce_bytes = 12,
  key_bytes = 32;
const roots = new Map<string, Promise<Key[]>>();
let roots_made_of = "";

export const is_vault = (name: string): boolean => name.startsWith("vault");

async function key_of(raw: Uint8Array | null): Promise<Key | null> {
  if (raw?.length !== key_bytes) return null;
  const subtle = crypto.subtle;
  const mac_key = await subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
  ]);
  const mac = new Uint8Array(await subtle.sign("HMAC", mac_key, utf8("key id")));
  const aead = await subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  raw.fill(0);
  return { id: mac.slice(0, id_bytes), aead };
}

async function make_roots(env: Env, vault: string): Promise<Key[]> {
  const further = (env.ARRIS_VAULT_KEYS ?? "").split(/[\s,]+/).filter((line) => line !== "");
  const made = [env.ARRIS_ROOT_KEY, ...further].map(async (hex) =>
    key_of(await aead_of(hex, vault)),
  );
  return (await Promise.all(made)).filter((key) => key !== null);
}

function roots_of(env: Env, vault: string): Promise<Key[]> {
  const made_of = `${env.ARRIS_ROOT_KEY} ${env.ARRIS_VAULT_KEYS ?? ""}`;
  if (made_of !== roots_made_of) {
    roots.clear();
    roots_made_of = made_of;
  }
  const known = roots.get(vault) ?? make_roots(env, vault);
  roots.set(vault, known);
  known.catch(() => roots.delete(vault));
  return known;
}

async function seal(key: Key, data: Uint8Array, additionalData: Uint8Array): Promise<Uint8Array> {
  const iv = crypto.getRandomValues(new Uint8Array(nonce_bytes));
  const sealed = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData },
    key.aead,
    data,
  );
  return new Uint8Array([box_version, ...key.id, ...iv, ...new Uint8Array(sealed)]);
}

async function open(
  keys: Key[],
  box: Uint8Array,
  additionalData: Uint8Array,
): Promise<Uint8Array | null> {
  if (box[0] !== box_version) return null;
  const id = hex_of(box.subarray(1, 1 + id_bytes));
  const key = keys.find((one) => hex_of(one.id) === id);
  const start = 1 + id_bytes + nonce_bytes;
  if (!key || box.length < start) return null;
  const iv = box.subarray(1 + id_bytes, start);
  try {
    const data = await crypto.subtle.decrypt(
      { name: "AES-GCM", iv, additionalData },
      key.aead,
      box.subarray(start),
    );
    return new Uint8Array(data);
  } catch {
    return null;
  }
}

// The keys under which the end of a chain lies: the roots for an empty chain; none when a link does not open.
async function follow(keys: Key[], chain: Link[]): Promise<Key[]> {
  let above = keys;
  for (const { sealed, associated } of chain) {
    const next = await key_of(await open(above, sealed, associated));
    if (!next) return [];
    above = [next];
  }
  return above;
}

const new_raw = (): Uint8Array => crypto.getRandomValues(new Uint8Array(key_bytes));

async function store(effect: Crypto, keys: Key[]): Promise<Answer> {
  const above = effect.chain.length > 0 ? await follow(keys, effect.chain) : [];
  const raw = new_raw();
  if (!above[0]) return failed(Failure.refused, "a link of the chain does not open");
  const sealed_key = await seal(above[0], raw, effect.second);
  const made = (await key_of(raw)) as Key;
  const sealed = await seal(made, effect.data, effect.third);
  return done(new Writer().bytes(sealed_key).bytes(sealed).written);
}

async function rewrap(effect: Crypto, keys: Key[]): Promise<Answer> {
  const to = (await follow(keys, effect.to)).at(-1);
  const data = await open(await follow(keys, effect.chain), effect.data, effect.second);
  if (!data || !to) return done(new Writer().u8(0).u32(0).written, false);
  const sealed = await seal(to, data, effect.second);
  data.fill(0);
  return done(new Writer().u8(1).bytes(sealed).written);
}

export async function vault_effect(effect: Crypto, env: Env): Promise<Answer> {
  const keys = await roots_of(env, effect.key);
  const newest = keys.at(-1) as Key;
  if (effect.op === 12) return bytes(newest.id);
  if (effect.op === 11) return rewrap(effect, keys);
  if (effect.op === 10) return store(effect, keys);
  const sealed = await seal(newest, new_raw(), effect.data);
  return done(new Writer().bytes(newest.id).bytes(sealed).written);
}

// The header's value for a call to `origin`; null when the secret does not open for it.
export async function open_credential(
  { prefix, key, chain, sealed, associated }: Credential,
  origin: string,
  env: Env,
): Promise<string | null> {
  if (!is_vault(key) || chain.length === 0) return null;
  const above = await follow(await roots_of(env, key), chain);
  const bound = new Uint8Array([...associated, ...utf8(`|${origin}`)]);
  const secret = await open(above, sealed, bound);
  return secret && prefix + new TextDecoder().decode(secret);
}
