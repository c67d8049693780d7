// The paths that belong to the host itself: health, metrics, the API's description, and, while
// developing, the mail that was sent.

import { list_mail } from "./effects/mail";
import type { Module } from "./module";
import { exposition } from "./metrics";
import { openapi } from "./openapi";
import { count_deliveries } from "./outbox";
import { problem } from "./problem";
import { registration } from "./registration";
import { json_reply, type Reply } from "./reply";
import { header_of, type Visit } from "./visit";
import type { Env } from "./world";

async function ready(env: Env, modules: readonly Module[]): Promise<Reply> {
  try {
    await env.DB.prepare("SELECT 1").run();
  } catch {
    return json_reply({ status: "unavailable" }, 503);
  }
  if (await registration(env, modules)) return json_reply({ status: "ready" });
  const why = "listeners and jobs are not registered";
  return json_reply({ status: "unavailable", why }, 503);
}

function is_equal(one: string, other: string): boolean {
  const encoder = new TextEncoder();
  const a = encoder.encode(one);
  const b = encoder.encode(other);
  return a.byteLength === b.byteLength && crypto.subtle.timingSafeEqual(a, b);
}

function may_read_metrics(visit: Visit): boolean {
  const { ARRIS_METRICS_TOKEN: token, ARRIS_LOCAL: local } = visit.env;
  if (token) return is_equal(header_of(visit, "authorization") ?? "", `Bearer ${token}`);
  // A proxy on this machine asks for others.
  const passed_on = header_of(visit, "x-forwarded-for") ?? header_of(visit, "forwarded");
  return local === "1" && passed_on === null;
}

async function metrics(visit: Visit, modules: readonly Module[]): Promise<Reply> {
  const { env, request_id } = visit;
  if (!may_read_metrics(visit))
    return problem("forbidden", request_id, "Only who shows ARRIS_METRICS_TOKEN may read them");
  const deliveries = await count_deliveries(env).catch(() => null);
  const headers = [{ name: "content-type", value: "text/plain; version=0.0.4; charset=utf-8" }];
  return { status: 200, headers, body: exposition(modules, deliveries) };
}

async function mail({ env, query }: Visit): Promise<Reply> {
  const to = new URLSearchParams(query).get("to") ?? "";
  return json_reply({ data: await list_mail(env, to) });
}

// Developing: pages show the mail that would be sent.
const is_dev = (env: Env): boolean => env.ARRIS_DEV === "1";

type Answer = (visit: Visit, modules: () => readonly Module[]) => Reply | Promise<Reply>;
const answers = new Map<string, Answer>([
  ["/healthz", ({ env }) => json_reply({ status: "ok", ...(is_dev(env) ? { dev: true } : {}) })],
  ["/readyz", ({ env }, modules) => ready(env, modules())],
  ["/metrics", (visit, modules) => metrics(visit, modules())],
  ["/openapi.json", (_, modules) => json_reply(openapi(modules().map(({ manifest }) => manifest)))],
  ["/_dev/mail", mail],
]);

// Null when the path is not the host's.
export function host_route(
  visit: Visit,
  modules: () => readonly Module[],
): Reply | Promise<Reply> | null {
  const { path, method, env } = visit;
  const answer = answers.get(path);
  if (!answer || (path.startsWith("/_dev/") && !is_dev(env))) return null;
  if (method === "GET" || method === "HEAD") return answer(visit, modules);
  const refusal = problem("method_not_allowed", visit.request_id);
  refusal.headers.push({ name: "allow", value: "GET, HEAD" });
  return refusal;
}
