// The `cache` effect: values with a time to live, in this isolate's memory. What is least recently
// used goes when the bytes run out, so a value may be gone at any time. A module sees its own keys.

import type { Cache } from "../types";
import { Writer } from "../wire";
import { done, type Answer, type World } from "../world";

type Entry = { data: Uint8Array; expires_at_ms: number };

const bytes_max = 16 << 20,
  entry_max_bytes = 1 << 20,
  overhead_bytes = 200;
const entries = new Map<string, Entry>(); // the latest used last
let size_bytes = 0;

const size_of = (name: string, entry: Entry): number =>
  name.length + entry.data.length + overhead_bytes;

function remove(name: string): Entry | undefined {
  const entry = entries.get(name);
  if (entry && entries.delete(name)) size_bytes -= size_of(name, entry);
  return entry;
}

function add(name: string, entry: Entry): void {
  entries.set(name, entry);
  size_bytes += size_of(name, entry);
}

function get(name: string): Uint8Array | null {
  const entry = remove(name);
  if (!entry || entry.expires_at_ms <= Date.now()) return null;
  add(name, entry);
  return entry.data;
}

function put(name: string, data: Uint8Array, ttl_ms: number): boolean {
  remove(name);
  const entry = { data: data.slice(), expires_at_ms: Date.now() + ttl_ms };
  const size = size_of(name, entry);
  if (ttl_ms === 0 || size > entry_max_bytes) return false;
  for (const oldest of entries.keys()) {
    if (size_bytes + size <= bytes_max) break;
    remove(oldest);
  }
  add(name, entry);
  return true;
}

export function cache_effect(effect: Cache, { module }: World): Answer {
  const name = `${module.manifest.name}/${effect.key}`;
  const out = new Writer();
  if (effect.op === 2)
    return done(out.u8(Number(put(name, effect.data, effect.ttl_ms))).u32(0).written);
  const data = get(name);
  return done(out.u8(Number(data !== null)).bytes(data ?? new Uint8Array()).written);
}
