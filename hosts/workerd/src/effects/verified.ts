// Signatures that were verified already, so that an access token which comes with every request
// costs one Ed25519 operation and not one each. Bounded: two generations, of which the old one is
// forgotten when the young one is full.
//
// Only valid signatures enter. A signature stands for its data only if the data is the same.

import type { Crypto } from "../types";
import { hex_of } from "../wire";

const generation_max = 4096;
let young = new Map<string, Uint8Array>();
let old = new Map<string, Uint8Array>();

const name_of = ({ key, kid, second }: Crypto): string => `${key}/${kid}/${hex_of(second)}`;

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

export function is_known(effect: Crypto): boolean {
  const name = name_of(effect);
  const data = young.get(name) ?? old.get(name);
  if (!data || !equal(data, effect.data)) return false;
  if (!young.has(name)) keep(name, data);
  return true;
}

export function remember(effect: Crypto): void {
  keep(name_of(effect), effect.data.slice());
}

function keep(name: string, data: Uint8Array): void {
  if (young.size >= generation_max) {
    old = young;
    young = new Map();
  }
  young.set(name, data);
}
