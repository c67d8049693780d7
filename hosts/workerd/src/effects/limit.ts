// The `limit` effect: a Durable Object a bucket where one is bound, so that all isolates count
// together; else this isolate alone.

import { Failure } from "../frame";
import { Limiter } from "../limiter";
import type { Limit } from "../types";
import { Writer } from "../wire";
import { done, failed, type Answer, type World } from "../world";

const local = new Limiter();

export async function limit_effect(effect: Limit, { env, module }: World): Promise<Answer> {
  if (effect.capacity === 0 || effect.window_ms === 0)
    return failed(Failure.invalid, "a bucket needs a capacity and a window");
  const owner = effect.bucket.startsWith("key/") ? "" : module.manifest.name; // a key has one everywhere
  const name = `${owner}/${effect.bucket}`;
  const { capacity, window_ms, cost } = effect;
  const take =
    env.ARRIS_WITHOUT_LIMITS === "1"
      ? { open: true, remaining: capacity, reset_ms: 0 }
      : env.LIMITER
        ? await env.LIMITER.get(env.LIMITER.idFromName(name)).take(capacity, window_ms, cost)
        : local.take(name, effect, Date.now());
  const out = new Writer().u8(Number(take.open)).u32(take.remaining).u32(take.reset_ms);
  return done(out.written, take.open);
}
