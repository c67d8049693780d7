// The paths that belong to the host itself: health, metrics, the API's description, and, while
// developing, the mail that was sent.

import { list_mail } from "./effects/mail";
import type { Visit } from "./event";
import type { Module } from "./instance";
import { exposition } from "./metrics";
import { openapi } from "./openapi";
import { problem } from "./problem";
import type { Env } from "./world";

function json(value: unknown, status = 200): Response {
  const headers = { "content-type": "application/json; charset=utf-8" };
  return new Response(JSON.stringify(value), { status, headers });
}

async function ready(env: Env): Promise<Response> {
  try {
    await env.DB.prepare("SELECT 1").run();
    return json({ status: "ready" });
  } catch {
    return json({ status: "unavailable" }, 503);
  }
}

// Null when the path is not the host's.
export async function host_route(
  { request, url, env, request_id }: Visit,
  modules: () => readonly Module[],
): Promise<Response | null> {
  const answers: Record<string, () => Response | Promise<Response>> = {
    "/healthz": () => json({ status: "ok" }),
    "/readyz": () => ready(env),
    "/metrics": () =>
      new Response(exposition(modules()), {
        headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8" },
      }),
    "/openapi.json": () => json(openapi(modules().map(({ manifest }) => manifest))),
  };
  if (env.ARRIS_DEV === "1")
    answers["/_dev/mail"] = async () =>
      json({ data: await list_mail(env, url.searchParams.get("to") ?? "") });
  const answer = Object.hasOwn(answers, url.pathname) ? answers[url.pathname] : undefined;
  if (!answer) return null;
  if (request.method === "GET" || request.method === "HEAD") return answer();
  const refusal = problem("method_not_allowed", request_id);
  refusal.headers.set("allow", "GET, HEAD");
  return refusal;
}
