// Runs scheduled jobs when their time has come, and makes up once for times that passed while
// nothing ran.

import { deliver } from "./answer";
import { latest_due } from "./cron";
import { cron_event, world_of } from "./event";
import type { Module } from "./instance";
import { log } from "./effects/log";
import type { Env } from "./world";

type Job = { function: string; name: string; last_at_ms: number };

async function run(
  env: Env,
  module: Module,
  job: Module["manifest"]["cron"][number],
  due_at_ms: number,
): Promise<void> {
  const id = crypto.randomUUID();
  try {
    const status = await deliver(
      world_of(env, module, id, () => {}),
      cron_event(job.schedule, due_at_ms, id),
    );
    if (status !== 204) throw new Error(`it answered ${status}`);
  } catch (error) {
    const cause = (error as Error).message;
    return log("error", "job failed", { function: module.manifest.name, job: job.name, cause });
  }
  await env.DB.prepare("UPDATE jobs SET last_at_ms = ?3 WHERE function = ?1 AND name = ?2")
    .bind(module.manifest.name, job.name, due_at_ms)
    .run();
}

// `now_ms`: the scheduled minute. A job that fails is tried again at the next one.
export async function run_due(env: Env, modules: readonly Module[], now_ms: number): Promise<void> {
  const list = modules.flatMap(({ manifest }) =>
    manifest.cron.map(({ name }) => ({ function: manifest.name, name })),
  );
  if (list.length === 0) return;
  const { results } = await env.DB.prepare(
    `INSERT INTO jobs (function, name, last_at_ms)
     SELECT value ->> 'function', value ->> 'name', CAST(?2 AS INTEGER) - 60000 FROM json_each(?1) WHERE true
         ON CONFLICT (function, name) DO UPDATE SET last_at_ms = last_at_ms
     RETURNING function, name, last_at_ms`,
  )
    .bind(JSON.stringify(list), now_ms)
    .all<Job>();
  for (const module of modules) {
    for (const job of module.manifest.cron) {
      const known = results.find(
        (row) => row.function === module.manifest.name && row.name === job.name,
      );
      const due_at_ms = known ? latest_due(job.schedule, known.last_at_ms, now_ms) : null;
      if (due_at_ms !== null) await run(env, module, job, due_at_ms);
    }
  }
}
