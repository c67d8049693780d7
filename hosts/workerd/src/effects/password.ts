// The `password` effect: argon2id over HMAC-SHA256 with the key "pepper", so that a stolen database
// alone lets nobody guess and a password of any length costs the same.

import argon2_module from "./argon2.wasm";
import { Failure } from "../frame";
import type { Password } from "../types";
import { Writer } from "../wire";
import { done, failed, type Answer, type World } from "../world";
import { find_key } from "./keys";

type Parameters = { memory_kib: number; passes: number; lanes: number };
type Phc = Parameters & { salt: Uint8Array; tag: Uint8Array };
type Argon2 = {
  memory: WebAssembly.Memory;
  _initialize(): void;
  malloc(size: number): number;
  free(at: number): void;
  argon2_hash(
    passes: number,
    memory_kib: number,
    lanes: number,
    password: number,
    length: number,
    salt: number,
    salt_length: number,
    tag: number,
    tag_length: number,
    text: number,
    text_length: number,
    type: number,
    version: number,
  ): number;
};

const current: Parameters = { memory_kib: 19456, passes: 2, lanes: 1 }; // OWASP's 19 MiB
const salt_bytes = 16,
  tag_bytes = 32;
const argon2id = 2,
  version = 19;
// What a check may cost at most.
const memory_max_kib = 65536,
  passes_max = 8,
  lanes_max = 4;

let loaded: Argon2 | null = null;

function argon2(): Argon2 {
  if (loaded) return loaded;
  loaded = new WebAssembly.Instance(argon2_module, {}).exports as unknown as Argon2;
  loaded._initialize();
  return loaded;
}

function tag_of(
  peppered: Uint8Array,
  salt: Uint8Array,
  length: number,
  cost: Parameters,
): Uint8Array {
  const code = argon2();
  const put = (data: Uint8Array): number => {
    const at = code.malloc(data.length);
    new Uint8Array(code.memory.buffer).set(data, at);
    return at;
  };
  const places = [put(peppered), put(salt), put(new Uint8Array(length))] as const;
  const failure = code.argon2_hash(
    cost.passes,
    cost.memory_kib,
    cost.lanes,
    places[0],
    peppered.length,
    places[1],
    salt.length,
    places[2],
    length,
    0,
    0,
    argon2id,
    version,
  );
  const tag = new Uint8Array(code.memory.buffer).slice(places[2], places[2] + length);
  new Uint8Array(code.memory.buffer).fill(0, places[0], places[0] + peppered.length);
  places.forEach((at) => code.free(at));
  if (failure !== 0) throw new Error(`argon2 failed with ${failure}`);
  return tag;
}

const base64 = (data: Uint8Array): string => btoa(String.fromCharCode(...data)).replace(/=+$/, "");

export function parse_phc(text: string): Phc | null {
  const parts = new RegExp(
    "^\\$argon2id\\$v=19\\$m=([1-9]\\d{0,6}),t=([1-9]\\d?),p=([1-9])" +
      "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})$",
  ).exec(text);
  if (!parts) return null;
  const bytes = (part: string): Uint8Array => Uint8Array.from(atob(part), (c) => c.charCodeAt(0));
  try {
    const phc = {
      memory_kib: Number(parts[1]),
      passes: Number(parts[2]),
      lanes: Number(parts[3]),
      salt: bytes(parts[4] as string),
      tag: bytes(parts[5] as string),
    };
    const affordable =
      phc.memory_kib <= memory_max_kib &&
      phc.passes <= passes_max &&
      phc.lanes <= lanes_max &&
      phc.memory_kib >= 8 * phc.lanes;
    const canonical = base64(phc.salt) === parts[4] && base64(phc.tag) === parts[5];
    return affordable && canonical ? phc : null;
  } catch {
    return null;
  }
}

const is_stale = (phc: Phc): boolean =>
  phc.memory_kib < current.memory_kib ||
  phc.passes < current.passes ||
  phc.lanes < current.lanes ||
  phc.salt.length < salt_bytes ||
  phc.tag.length < tag_bytes;

export async function password_effect(effect: Password, world: World): Promise<Answer> {
  const key = await find_key(world.env, "pepper");
  if (!key) return failed(Failure.unavailable, "there is no pepper");
  const peppered = new Uint8Array(await crypto.subtle.sign("HMAC", key.hmac, effect.password));
  if (effect.op === 1) {
    const salt = crypto.getRandomValues(new Uint8Array(salt_bytes));
    const tag = tag_of(peppered, salt, tag_bytes, current);
    const cost = `m=${current.memory_kib},t=${current.passes},p=${current.lanes}`;
    return done(new Writer().str(`$argon2id$v=19$${cost}$${base64(salt)}$${base64(tag)}`).written);
  }
  const phc = parse_phc(effect.phc);
  const holds =
    phc !== null &&
    crypto.subtle.timingSafeEqual(tag_of(peppered, phc.salt, phc.tag.length, phc), phc.tag);
  return done(
    new Uint8Array([Number(holds), Number(holds && phc !== null && is_stale(phc))]),
    holds,
  );
}
