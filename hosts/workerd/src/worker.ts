// The Worker: finds the module that a request means, runs it, and finishes its answer.

import { modules as compiled } from "arris:modules";
import { answer, deliver, type Answered } from "./answer";
import { BadEncoding, read_body, TooLarge, UnknownEncoding } from "./body";
import { is_due } from "./cron";
import { log } from "./effects/log";
import { no_route, type Detail, type Event, type Header } from "./frame";
import { host_route } from "./host";
import { Module, ModuleFault, Overloaded } from "./instance";
import { count } from "./metrics";
import { finished, problem, type Kind } from "./problem";
import { api_path, Routes, type Found } from "./routes";
import type { Env, World } from "./world";

export { Hub, RateLimiter } from "./objects";

const body_max_bytes = 1 << 20;

let loaded: { modules: Module[]; routes: Routes } | null = null;
function load(): { modules: Module[]; routes: Routes } {
  if (loaded) return loaded;
  const modules = Object.values(compiled).map((module) => new Module(module));
  return loaded = { modules, routes: new Routes(modules) };
}

// Every start of a trace is ours unless the caller sent a well-formed one.
function trace_parent(request: Request): string {
  const given = request.headers.get("traceparent") ?? "";
  if (/^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/.test(given)) return given;
  const random = () => crypto.randomUUID().replaceAll("-", "");
  return `00-${random()}-${random().slice(0, 16)}-01`;
}

function event_of(detail: Detail, request_id: string, client_address: string, trace: string): Event {
  const entropy = crypto.getRandomValues(new Uint8Array(64));
  return { now_ms: BigInt(Date.now()), entropy, request_id, client_address, trace_parent: trace,
           detail };
}

const world_of = (env: Env, module: Module, request_id: string): World =>
  ({ env, module, request_id, streams: new Map() });

async function run(request: Request, url: URL, path: string, { module, route }: Found, env: Env,
                   request_id: string): Promise<Answered> {
  const body = await read_body(request, route.body_max_bytes ?? body_max_bytes);
  const headers: Header[] = [];
  for (const [name, value] of request.headers)
    if (name !== "content-encoding" && name !== "content-length") headers.push({ name, value });
  const detail: Detail = { kind: "request", method: request.method, path,
                           query: url.search.slice(1), headers, body };
  const address = env.ARRIS_LOCAL === "1" ? "127.0.0.1"
                                          : request.headers.get("cf-connecting-ip") ?? "";
  return answer(world_of(env, module, request_id),
                event_of(detail, request_id, address, trace_parent(request)));
}

function refusal_of(error: unknown, request_id: string): Response {
  if (error instanceof TooLarge) return problem("too_large", request_id);
  if (error instanceof UnknownEncoding)
    return problem("unsupported_media_type", request_id, "The content-encoding is not supported");
  if (error instanceof BadEncoding)
    return problem("bad_request", request_id, "The body is not what its content-encoding says");
  if (error instanceof Overloaded) return problem("unavailable", request_id);
  const { name, message, stack } = error as Error;
  const is_fault = error instanceof ModuleFault;
  log("error", is_fault ? "module fault" : "host fault",
      { request_id, cause: `${name}: ${message}`, ...(is_fault ? {} : { stack }) });
  return problem(is_fault ? "module_fault" : "internal", request_id);
}

type Handled = { response: Response; kind: Kind; module: string; route: string };

async function handle(request: Request, env: Env, request_id: string): Promise<Handled> {
  const url = new URL(request.url);
  const of_host = (response: Response): Handled => ({ response, kind: "api", module: "host", route: "" });
  const own = await host_route(request, url, env, request_id, () => load().modules);
  if (own) return of_host(own);
  const api = api_path(url.pathname);
  const routes = load().routes;
  const found = api === null ? routes.match_outside(request.method, url.pathname)
                             : routes.match(request.method, api);
  if (found) {
    const { name, routes: rows } = found.module.manifest;
    try {
      const { response, route } = await run(request, url, api ?? url.pathname, found, env, request_id);
      return { response, kind: "api", module: name,
               route: route === no_route ? "" : rows[route]?.path ?? "" };
    } catch (error) {
      return { response: refusal_of(error, request_id), kind: "api", module: name,
               route: found.route.path };
    }
  }
  const is_page = request.method === "GET" || request.method === "HEAD";
  if (api !== null || !env.ASSETS || !is_page) return of_host(problem("not_found", request_id));
  return { response: await env.ASSETS.fetch(request), kind: "page", module: "pages", route: "" };
}

async function fetch_handler(request: Request, env: Env): Promise<Response> {
  const started_ms = performance.now();
  const request_id = crypto.randomUUID();
  const handled = await handle(request, env, request_id).catch((error: unknown): Handled => (
    { response: refusal_of(error, request_id), kind: "api", module: "host", route: "" }));
  const duration_ms = performance.now() - started_ms;
  count(handled.module, handled.route, handled.response.status, duration_ms);
  return finished(handled.response, request.method, handled.kind, request_id, duration_ms);
}

async function tick(env: Env, cron: string, at_ms: number): Promise<void> {
  for (const module of load().modules) {
    for (const { schedule } of module.manifest.cron) {
      if (schedule !== cron && !(cron === "* * * * *" && is_due(schedule, at_ms))) continue;
      const request_id = crypto.randomUUID();
      const detail: Detail = { kind: "cron", schedule, scheduled_at_ms: BigInt(at_ms) };
      await deliver(world_of(env, module, request_id), event_of(detail, request_id, "", ""))
        .catch((error: unknown) => refusal_of(error, request_id));
    }
  }
}

export default {
  // waitUntil, because a client that goes away must not take the instance with it.
  fetch(request, env, context) {
    const response = fetch_handler(request, env);
    context.waitUntil(response);
    return response;
  },
  async scheduled(controller, env) {
    await tick(env, controller.cron, controller.scheduledTime);
  },
} satisfies ExportedHandler<Env>;
