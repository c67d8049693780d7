// Runs scheduled jobs when their time has come, and makes up once for times that passed while
// nothing ran. A job that fails is run again after a minute, then after two, and so on up to an
// hour; one that has more to do at once. What is under way in one isolate begins in no other.

import { deliver, type Delivered } from "./answer";
import { latest_due } from "./cron";
import { cron_event, world_of } from "./event";
import type { Module } from "./module";
import { log } from "./effects/log";
import type { Env } from "./world";

type Job = { function: string; name: string; last_at_ms: number; failures: number };
type Due = { module: Module; job: Job; schedule: string; at_ms: number; now_ms: number };

const retry_ms = 60_000;
const retry_max_ms = 3_600_000;
const lease_ms = 120_000; // longer than one run takes
const runs_max_ms = 600_000; // of one job that has more to do, so that the others have their turn

// The delay before a job that has failed so often, which is more than never, is run again.
export const job_delay_ms = (failures: number): number =>
  Math.min(retry_ms * 2 ** Math.min(failures - 1, 31), retry_max_ms);

// True for the one that may run it now.
async function take(env: Env, { job, now_ms }: Due): Promise<boolean> {
  const { meta } = await env.DB.prepare(
    `UPDATE jobs SET not_before_ms = ?4
      WHERE function = ?1 AND name = ?2 AND last_at_ms = ?3 AND not_before_ms <= ?5`,
  )
    .bind(job.function, job.name, job.last_at_ms, now_ms + lease_ms, now_ms)
    .run();
  return meta.changes > 0;
}

const settle = (env: Env, { job }: Due, last_at_ms: number, failures: number, rests_ms: number) =>
  env.DB.prepare(
    `UPDATE jobs SET last_at_ms = ?3, failures = ?4, not_before_ms = ?5
      WHERE function = ?1 AND name = ?2`,
  )
    .bind(job.function, job.name, last_at_ms, failures, rests_ms)
    .run();

async function run_once(env: Env, { module, schedule, at_ms }: Due): Promise<Delivered> {
  const id = crypto.randomUUID();
  return deliver(
    world_of(env, module, id, () => {}),
    cron_event(schedule, at_ms, id),
  );
}

async function run(env: Env, due: Due): Promise<void> {
  const { job, at_ms, now_ms } = due;
  const began_ms = Date.now();
  try {
    for (;;) {
      const { status, cause } = await run_once(env, due);
      if (status === 204) return void (await settle(env, due, at_ms, 0, 0));
      if (status !== 202) throw new Error(`${status} ${cause}`.trim());
      const spent_ms = Date.now() - began_ms;
      const goes_on = spent_ms < runs_max_ms;
      await settle(env, due, job.last_at_ms, 0, goes_on ? now_ms + spent_ms + lease_ms : 0);
      if (!goes_on) return;
    }
  } catch (error) {
    const failures = job.failures + 1;
    const cause = (error as Error).message;
    log("error", "job failed", { function: job.function, job: job.name, failures, cause });
    await settle(env, due, job.last_at_ms, failures, now_ms + job_delay_ms(failures));
  }
}

// Every job is known from when it was first seen, so that its next time is its first one.
async function list_jobs(env: Env, modules: readonly Module[], now_ms: number): Promise<Job[]> {
  const list = modules.flatMap(({ manifest }) =>
    manifest.cron.map(({ name }) => ({ function: manifest.name, name })),
  );
  if (list.length === 0) return [];
  const { results } = await env.DB.prepare(
    `INSERT INTO jobs (function, name, last_at_ms)
     SELECT value ->> 'function', value ->> 'name', CAST(?2 AS INTEGER) - 60000 FROM json_each(?1) WHERE true
         ON CONFLICT (function, name) DO UPDATE SET last_at_ms = last_at_ms
     RETURNING function, name, last_at_ms, failures`,
  )
    .bind(JSON.stringify(list), now_ms)
    .all<Job>();
  return results;
}

export async function register_jobs(env: Env, modules: readonly Module[]): Promise<void> {
  await list_jobs(env, modules, Date.now());
}

// `now_ms`: the scheduled minute.
export async function run_due(env: Env, modules: readonly Module[], now_ms: number): Promise<void> {
  const jobs = await list_jobs(env, modules, now_ms);
  for (const module of modules) {
    for (const { name, schedule } of module.manifest.cron) {
      const job = jobs.find((one) => one.function === module.manifest.name && one.name === name);
      const at_ms = job ? latest_due(schedule, job.last_at_ms, now_ms) : null;
      if (!job || at_ms === null) continue;
      const due = { module, job, schedule, at_ms, now_ms };
      if (await take(env, due)) await run(env, due);
    }
  }
}
