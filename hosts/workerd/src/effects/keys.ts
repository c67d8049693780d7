// The named keys. A module says a name; its keys are derived from the root once and stay here.
//
// WARNING: what is stored was made with these keys; the derivation never changes.

import { hex_of, utf8 } from "../wire";
import type { Env } from "../world";

export type NamedKey = {
  hmac: CryptoKey;
  signing: CryptoKey;
  verifying: CryptoKey;
  public_key: Uint8Array; // 32 bytes
  kid: string; // the first 8 bytes of SHA-256 of the public key, in hexadecimal
  aead: CryptoKey;
};

const names_max = 1024;
const pkcs8_prefix = Uint8Array.from([
  0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20,
]);
const keys = new Map<string, Promise<NamedKey>>();
let root_of_keys = "";

async function derive(root: CryptoKey, kind: string, name: string): Promise<Uint8Array> {
  const info = utf8(`arris/v1/${kind}/${name}`);
  return new Uint8Array(
    await crypto.subtle.deriveBits(
      { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info },
      root,
      256,
    ),
  );
}

export async function aead_of(root_hex: string, name: string): Promise<Uint8Array> {
  if (!/^[0-9a-f]{64}$/i.test(root_hex)) throw new Error("a root key has 64 hexadecimal digits");
  const bytes = Uint8Array.from(root_hex.match(/../g) ?? [], (digits) => parseInt(digits, 16));
  const root = await crypto.subtle.importKey("raw", bytes, "HKDF", false, ["deriveBits"]);
  return derive(root, "aead", name);
}

async function derive_all(root_hex: string, name: string): Promise<NamedKey> {
  if (!/^[0-9a-f]{64}$/i.test(root_hex))
    throw new Error("ARRIS_ROOT_KEY must hold 64 hexadecimal digits");
  const bytes = Uint8Array.from(root_hex.match(/../g) ?? [], (digits) => parseInt(digits, 16));
  const subtle = crypto.subtle;
  const root = await subtle.importKey("raw", bytes, "HKDF", false, ["deriveBits"]);
  const [mac, seed, aead] = (await Promise.all(
    ["hmac", "ed25519", "aead"].map((kind) => derive(root, kind, name)),
  )) as [Uint8Array, Uint8Array, Uint8Array];
  const pkcs8 = new Uint8Array([...pkcs8_prefix, ...seed]);
  const signing = await subtle.importKey("pkcs8", pkcs8, "Ed25519", true, ["sign"]);
  const jwk = (await subtle.exportKey("jwk", signing)) as JsonWebKey;
  const public_key = Uint8Array.from(
    atob((jwk.x ?? "").replace(/-/g, "+").replace(/_/g, "/")),
    (c) => c.charCodeAt(0),
  );
  const digest = new Uint8Array(await subtle.digest("SHA-256", public_key));
  return {
    hmac: await subtle.importKey("raw", mac, { name: "HMAC", hash: "SHA-256" }, false, [
      "sign",
      "verify",
    ]),
    signing,
    verifying: await subtle.importKey("raw", public_key, "Ed25519", false, ["verify"]),
    public_key,
    kid: hex_of(digest.subarray(0, 8)),
    aead: await subtle.importKey("raw", aead, "AES-GCM", false, ["encrypt", "decrypt"]),
  };
}

// Null for what is not the name of a key.
export async function find_key(env: Env, name: string): Promise<NamedKey | null> {
  if (env.ARRIS_ROOT_KEY !== root_of_keys) {
    keys.clear();
    root_of_keys = env.ARRIS_ROOT_KEY;
  }
  const known = keys.get(name);
  if (known) return known;
  if (!/^[a-z0-9_]{1,64}$/.test(name) || keys.size >= names_max) return null;
  const key = derive_all(env.ARRIS_ROOT_KEY, name);
  keys.set(name, key);
  key.catch(() => keys.delete(name));
  return key;
}
