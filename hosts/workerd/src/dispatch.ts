// Finds who answers a request: the host, a module, or the pages.

import { answer, Late } from "./answer";
import { BadEncoding, TooLarge, UnknownEncoding } from "./body";
import { log } from "./effects/log";
import { refused_event, request_event, world_of } from "./event";
import type { Event } from "./frame";
import { host_route } from "./host";
import { ModuleFault } from "./instance";
import type { Route } from "./manifest";
import { Overloaded, type Module } from "./module";
import { page_of } from "./pages";
import { problem, refused, type Code, type Refusal } from "./problem";
import type { Kind, Reply } from "./reply";
import { api_path, type Found, type Routes } from "./routes";
import type { Visit } from "./visit";

// Unless the route says otherwise.
const body_max_bytes = 1 << 20;
const request_deadline_ms = 10_000;

export type Loaded = { modules: Module[]; routes: Routes };
export type Handled = { reply: Reply; kind: Kind; module: string; route: string };

export function refusal_of(error: unknown, request_id: string): Refusal {
  if (error instanceof TooLarge) return { code: "too_large" };
  if (error instanceof UnknownEncoding)
    return { code: "unsupported_media_type", detail: "The content-encoding is not supported" };
  if (error instanceof BadEncoding)
    return { code: "bad_request", detail: "The body is not what its content-encoding says" };
  if (error instanceof Overloaded) return { code: "unavailable" };
  if (error instanceof Late) return { code: "timeout" };
  const { name, message, stack } = error as Error;
  const is_fault = error instanceof ModuleFault;
  const cause = `${name}: ${message}`;
  if (is_fault) log("error", "module fault", { request_id, cause });
  else log("error", "host fault", { request_id, cause, stack });
  return { code: is_fault ? "module_fault" : "internal" };
}

export const by_host = (reply: Reply): Handled => ({
  reply,
  kind: "api",
  module: "host",
  route: "",
});

// What the body is refused for, by the code of the refusal.
function refused_for(error: unknown): Code | null {
  if (error instanceof TooLarge) return "too_large";
  if (error instanceof UnknownEncoding) return "unsupported_media_type";
  return error instanceof BadEncoding ? "bad_request" : null;
}

// A route of a protocol refuses in its words what the host does not take, and one that pages of others call so that they
// may read it.
async function event_of(visit: Visit, path: string, route: Route): Promise<Event> {
  try {
    return await request_event(visit, path, route.body_max_bytes ?? body_max_bytes);
  } catch (error) {
    const code = route.protocol || route.cross_origin ? refused_for(error) : null;
    if (!code) throw error;
    return refused_event(visit, path, code);
  }
}

async function by_module(visit: Visit, path: string, { module, route }: Found): Promise<Handled> {
  const { name, routes } = module.manifest;
  const { env, request_id, work } = visit;
  try {
    const event = await event_of(visit, path, route);
    const told = (): void => void (work.told = true);
    const world = world_of(env, module, request_id, told, (rest) => work.later(rest));
    const deadline_ms = route.deadline_ms ?? request_deadline_ms;
    const { reply, route: taken } = await answer(world, event, deadline_ms);
    return { reply, kind: "api", module: name, route: routes[taken]?.path ?? "" };
  } catch (error) {
    const reply = refused(refusal_of(error, request_id), request_id, route.refusals);
    return { reply, kind: "api", module: name, route: route.path };
  }
}

export async function handle(visit: Visit, load: () => Loaded): Promise<Handled> {
  const { method, path, env, request_id } = visit;
  const own = host_route(visit, () => load().modules);
  if (own) return by_host(await own);
  const { routes } = load();
  const api = api_path(path);
  const found = api === null ? routes.match_outside(method, path) : routes.match(method, api);
  if (found) return by_module(visit, api ?? path, found);
  const is_page = method === "GET" || method === "HEAD";
  const page = api === null && env.ASSETS && is_page ? await page_of(visit, env.ASSETS) : null;
  if (page === null) return by_host(problem("not_found", request_id));
  return { reply: page, kind: "page", module: "pages", route: "" };
}
