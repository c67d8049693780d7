// Performs the effects of one frame: gates first and in order, then the rest in parallel. What
// comes after a gate that does not open is skipped.

import { crypto_effect } from "./effects/crypto";
import { cache_effect } from "./effects/cache";
import { fetch_effect, read_effect } from "./effects/fetch";
import { limit_effect } from "./effects/limit";
import { mail_effect } from "./effects/mail";
import { password_effect } from "./effects/password";
import { publish_effect } from "./effects/publish";
import { sql_effect } from "./effects/sql";
import { wait_effect } from "./effects/wait";
import { Failure, type Effect, type Result } from "./frame";
import { effect_names, type Payload } from "./types";
import { failed, type Answer, type World } from "./world";

function start(payload: Payload, world: World): Promise<Answer> | Answer {
  switch (payload.kind) {
    case 1:
      return sql_effect(payload, world);
    case 2:
      return fetch_effect(payload, world);
    case 3:
      return crypto_effect(payload, world);
    case 4:
      return password_effect(payload, world);
    case 6:
      return mail_effect(payload, world);
    case 7:
      return publish_effect(payload, world);
    case 8:
      return limit_effect(payload, world);
    case 9:
      return cache_effect(payload, world);
    case 10:
      return read_effect(payload, world);
    case 11:
      return wait_effect(payload);
  }
}

async function perform_one(payload: Payload, world: World): Promise<Answer> {
  const name = effect_names[payload.kind] ?? "";
  if (!world.module.manifest.capabilities.effects.includes(name))
    return failed(Failure.refused, `the manifest does not declare ${name}`);
  try {
    return await start(payload, world);
  } catch (error) {
    return failed(Failure.unavailable, (error as Error).message);
  }
}

export async function perform(effects: readonly Effect[], world: World): Promise<Result[]> {
  const results: (Result | Promise<Result>)[] = effects.map(() => ({ kind: "skipped" }));
  let open_until = effects.length;
  for (let i = 0; i < open_until; ++i) {
    const effect = effects[i] as Effect;
    if (!effect.gate) continue;
    const answer = await perform_one(effect.payload, world);
    results[i] = answer.result;
    if (!answer.opens) open_until = i;
  }
  effects.slice(0, open_until).forEach((effect, i) => {
    if (!effect.gate)
      results[i] = perform_one(effect.payload, world).then((answer) => answer.result);
  });
  return Promise.all(results);
}
