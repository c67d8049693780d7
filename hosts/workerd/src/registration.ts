// Says in the database which topics the modules hear and which jobs they have, once in the life of
// an isolate and before anything is told, so that everyone who listens hears it. Where that fails,
// as on a database without the tables, it is tried again at the next request.

import { log } from "./effects/log";
import type { Module } from "./module";
import { register_jobs } from "./jobs";
import { register } from "./outbox";
import type { Env } from "./world";

let registered: Promise<unknown> | null = null;

// False where it failed: what is told now may not be heard, and no job runs.
export async function registration(env: Env, modules: readonly Module[]): Promise<boolean> {
  registered ??= register(env, modules).then(() => register_jobs(env, modules));
  try {
    await registered;
    return true;
  } catch (error) {
    registered = null;
    const cause = (error as Error).message;
    log("error", "listeners and jobs are not registered", { cause });
    return false;
  }
}
