// The Worker: loads the modules of its deployment once, answers requests and keeps their schedules.

import { modules as compiled } from "arris:modules";
import { by_host, handle, refusal_of, type Loaded } from "./dispatch";
import { Module } from "./module";
import { run_due } from "./jobs";
import { count } from "./metrics";
import { deliver_due, remove_delivered, remove_kept_answers } from "./outbox";
import { refused } from "./problem";
import { random_uuid } from "./random";
import { registration } from "./registration";
import { finished } from "./reply";
import { Routes } from "./routes";
import { visit_of, Work } from "./visit";
import type { Env } from "./world";

export { Hub, RateLimiter } from "./objects";

let loaded: Loaded | null = null;

function load(): Loaded {
  if (loaded) return loaded;
  const modules = Object.values(compiled).map((module) => new Module(module));
  return (loaded = { modules, routes: new Routes(modules) });
}

const registered = async (env: Env): Promise<boolean> => registration(env, load().modules);

async function respond(request: Request, env: Env, work: Work): Promise<Response> {
  const started_ms = performance.now();
  const visit = visit_of(request, env, work);
  if (visit.method !== "GET" && visit.method !== "HEAD") await registered(env).catch(() => {});
  const handled = await handle(visit, load).catch((error: unknown) =>
    by_host(refused(refusal_of(error, visit.request_id), visit.request_id)),
  );
  const duration_ms = performance.now() - started_ms;
  count(handled.module, handled.route, handled.reply.status, duration_ms);
  return finished(handled.reply, visit, handled.kind, duration_ms);
}

async function rest_of(response: Promise<Response>, work: Work, env: Env): Promise<void> {
  await response;
  await work.done();
  if (work.told) await deliver_due(env, load().modules);
}

const settled = (work: Promise<unknown>): Promise<unknown> =>
  work.catch((error: unknown) => refusal_of(error, random_uuid()));

export default {
  // waitUntil, because a client that goes away must not take the instance with it.
  fetch(request, env, context) {
    const work = new Work();
    const response = respond(request, env, work);
    context.waitUntil(settled(rest_of(response, work, env)));
    return response;
  },
  // A sweep alone delivers what is due; every minute jobs run too.
  async scheduled(controller, env) {
    await settled(registered(env));
    await settled(deliver_due(env, load().modules));
    if (controller.cron === "sweep") return;
    await settled(run_due(env, load().modules, controller.scheduledTime));
    await settled(deliver_due(env, load().modules));
    await settled(remove_delivered(env));
    await settled(remove_kept_answers(env));
  },
} satisfies ExportedHandler<Env>;
