// The Worker: loads the modules of its deployment once, answers requests and keeps their schedules.

import { modules as compiled } from "arris:modules";
import { deliver } from "./answer";
import { is_due } from "./cron";
import { by_host, handle, refusal_of, type Loaded } from "./dispatch";
import { cron_event, world_of } from "./event";
import { Module } from "./instance";
import { count } from "./metrics";
import { finished } from "./problem";
import { Routes } from "./routes";
import type { Env } from "./world";

export { Hub, RateLimiter } from "./objects";

let loaded: Loaded | null = null;

function load(): Loaded {
  if (loaded) return loaded;
  const modules = Object.values(compiled).map((module) => new Module(module));
  return (loaded = { modules, routes: new Routes(modules) });
}

async function respond(request: Request, env: Env): Promise<Response> {
  const started_ms = performance.now();
  const request_id = crypto.randomUUID();
  const visit = { request, url: new URL(request.url), env, request_id };
  const handled = await handle(visit, load).catch((error: unknown) =>
    by_host(refusal_of(error, request_id)),
  );
  const duration_ms = performance.now() - started_ms;
  count(handled.module, handled.route, handled.response.status, duration_ms);
  return finished(handled.response, request, handled.kind, request_id, duration_ms);
}

// A fault of one module doesn't keep another from its schedule.
async function tick(env: Env, cron: string, at_ms: number): Promise<void> {
  for (const module of load().modules) {
    for (const { schedule } of module.manifest.cron) {
      if (schedule !== cron && !(cron === "* * * * *" && is_due(schedule, at_ms))) continue;
      const request_id = crypto.randomUUID();
      const event = cron_event(schedule, at_ms, request_id);
      await deliver(world_of(env, module, request_id), event).catch((error: unknown) =>
        refusal_of(error, request_id),
      );
    }
  }
}

export default {
  // waitUntil, because a client that goes away must not take the instance with it.
  fetch(request, env, context) {
    const response = respond(request, env);
    context.waitUntil(response);
    return response;
  },
  async scheduled(controller, env) {
    await tick(env, controller.cron, controller.scheduledTime);
  },
} satisfies ExportedHandler<Env>;
