// Buckets of tokens that refill evenly, `capacity` per `window_ms`; the same arithmetic as the
// other hosts.
//
// (1) A bucket that nobody has used is full, so a full one may be forgotten.
// (2) A refused take changes nothing.

import type { Limit } from "./types";

// A level counts in 1/window_ms of a token: `capacity` of them flow in per millisecond, exactly.
type Bucket = { capacity: number; window_ms: number; level: number; at_ms: number };
export type Take = { open: boolean; remaining: number; reset_ms: number };

const buckets_max = 50_000;

export class Limiter {
  readonly #buckets = new Map<string, Bucket>(); // the latest used last

  // `reset_ms` of an open answer: until the bucket is full. Of a refused one: until the same cost
  // would pass; a cost over the capacity never does and gives the window.
  take(
    name: string,
    { capacity, window_ms, cost }: Omit<Limit, "kind" | "bucket">,
    now_ms: number,
  ): Take {
    const bucket = this.#find(name, capacity, window_ms, now_ms);
    const full = capacity * window_ms,
      wanted = cost * window_ms;
    const open = wanted <= bucket.level;
    if (open) bucket.level -= wanted;
    const remaining = Math.floor(bucket.level / window_ms);
    if (cost > capacity) return { open: false, remaining, reset_ms: window_ms };
    const missing = (open ? full : wanted) - bucket.level;
    return { open, remaining, reset_ms: Math.ceil(missing / capacity) };
  }

  #find(name: string, capacity: number, window_ms: number, now_ms: number): Bucket {
    const full = capacity * window_ms;
    const bucket = this.#buckets.get(name) ?? { capacity, window_ms, level: full, at_ms: now_ms };
    const passed = Math.min(Math.max(now_ms - bucket.at_ms, 0), bucket.window_ms);
    bucket.level = Math.min(
      bucket.capacity * bucket.window_ms,
      bucket.level + passed * bucket.capacity,
    );
    bucket.at_ms = Math.max(bucket.at_ms, now_ms);
    if (bucket.capacity !== capacity || bucket.window_ms !== window_ms) {
      const used = Math.ceil(
        (bucket.capacity * bucket.window_ms - bucket.level) / bucket.window_ms,
      );
      Object.assign(bucket, {
        capacity,
        window_ms,
        level: full - Math.min(full, used * window_ms),
      });
    }
    this.#buckets.delete(name);
    if (this.#buckets.size >= buckets_max) this.#forget_one();
    this.#buckets.set(name, bucket);
    return bucket;
  }

  #forget_one(): void {
    for (const name of this.#buckets.keys()) {
      this.#buckets.delete(name);
      return;
    }
  }
}
