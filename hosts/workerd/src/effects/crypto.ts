// The `crypto` effect over WebCrypto. A sealed box is version 1, 12 bytes of nonce, ciphertext and
// tag. A check that does not hold is an answer, and keeps a gate shut.

import { Failure } from "../frame";
import type { Crypto } from "../types";
import { Writer } from "../wire";
import { bytes, done, failed, ok, type Answer, type World } from "../world";
import { find_key, type NamedKey } from "./keys";
import { is_vault, vault_effect } from "./vault";
import { is_known, remember } from "./verified";

const box_version = 1;
const nonce_bytes = 12,
  tag_bytes = 16;
const mac_min_bytes = 8,
  mac_max_bytes = 32; // a mac may be cut; a shorter one is guessed too easily

async function mac_of(key: NamedKey, data: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.sign("HMAC", key.hmac, data));
}

async function mac_holds(key: NamedKey, data: Uint8Array, given: Uint8Array): Promise<boolean> {
  if (given.length < mac_min_bytes || given.length > mac_max_bytes) return false;
  const mac = await mac_of(key, data);
  return crypto.subtle.timingSafeEqual(mac.subarray(0, given.length), given);
}

async function verifies(key: NamedKey, effect: Crypto): Promise<boolean> {
  if (effect.kid !== key.kid || effect.second.length !== 64) return false;
  if (is_known(effect)) return true;
  const holds = await crypto.subtle.verify("Ed25519", key.verifying, effect.second, effect.data);
  if (holds) remember(effect);
  return holds;
}

async function seal(key: NamedKey, data: Uint8Array, additionalData: Uint8Array): Promise<Answer> {
  const iv = crypto.getRandomValues(new Uint8Array(nonce_bytes));
  const sealed = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData },
    key.aead,
    data,
  );
  return bytes(new Uint8Array([box_version, ...iv, ...new Uint8Array(sealed)]));
}

async function open(key: NamedKey, box: Uint8Array, additionalData: Uint8Array): Promise<Answer> {
  const shut = () => done(new Writer().u8(0).u32(0).written, false);
  if (box[0] !== box_version || box.length < 1 + nonce_bytes + tag_bytes) return shut();
  const iv = box.subarray(1, 1 + nonce_bytes),
    sealed = box.subarray(1 + nonce_bytes);
  try {
    const data = await crypto.subtle.decrypt(
      { name: "AES-GCM", iv, additionalData },
      key.aead,
      sealed,
    );
    return done(new Writer().u8(1).bytes(new Uint8Array(data)).written);
  } catch {
    return shut();
  }
}

// Under a key that is itself the mac of `from`.
async function mac_derived(key: NamedKey, from: Uint8Array, data: Uint8Array): Promise<Uint8Array> {
  const raw = await mac_of(key, from);
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const derived = await crypto.subtle.importKey("raw", raw, hmac, false, ["sign"]);
  raw.fill(0);
  return new Uint8Array(await crypto.subtle.sign("HMAC", derived, data));
}

export async function crypto_effect(effect: Crypto, world: World): Promise<Answer> {
  const { op, data, second } = effect;
  if (op === 1) return bytes(new Uint8Array(await crypto.subtle.digest("SHA-256", data)));
  if (!world.module.manifest.capabilities.keys.includes(effect.key))
    return failed(Failure.refused, `the manifest does not name the key ${effect.key}`);
  const of_vault = op >= 9 && op <= 12;
  if (is_vault(effect.key) !== of_vault) return failed(Failure.invalid, "not the name of a key");
  if (of_vault) return vault_effect(effect, world.env);
  const key = await find_key(world.env, effect.key);
  if (!key) return failed(Failure.invalid, "not the name of a key");
  switch (op) {
    case 2:
      return bytes(await mac_of(key, data));
    case 3:
      return ok(await mac_holds(key, data, second));
    case 4: {
      const signature = new Uint8Array(await crypto.subtle.sign("Ed25519", key.signing, data));
      return done(new Writer().str(key.kid).bytes(signature).written);
    }
    case 5:
      return ok(await verifies(key, effect));
    case 6:
      return seal(key, data, second);
    case 7:
      return open(key, data, second);
    case 13:
      return bytes(await mac_derived(key, second, data));
    default:
      return done(new Writer().u32(1).str(key.kid).bytes(key.public_key).written);
  }
}
