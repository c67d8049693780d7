// The events that begin tasks: what the caller sent, with the time, the entropy and the ids that
// only a host has.

import { read_body } from "./body";
import type { Detail, Event, Header } from "./frame";
import type { Module } from "./instance";
import { utf8 } from "./wire";
import type { Env, World } from "./world";

// A request on its way through the host.
// `told`: a commit told something that is to be delivered.
export type Visit = { request: Request; url: URL; env: Env; request_id: string; told: () => void };

export const world_of = (
  env: Env,
  module: Module,
  request_id: string,
  told: () => void,
): World => ({ env, module, request_id, told, streams: new Map() });

function event_of(detail: Detail, ids: Omit<Event, "now_ms" | "entropy" | "detail">): Event {
  const entropy = crypto.getRandomValues(new Uint8Array(64));
  return { now_ms: BigInt(Date.now()), entropy, ...ids, detail };
}

// Every start of a trace is ours unless the caller sent a well-formed one.
function trace_parent(request: Request): string {
  const given = request.headers.get("traceparent") ?? "";
  if (/^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/.test(given)) return given;
  const random = () => crypto.randomUUID().replaceAll("-", "");
  return `00-${random()}-${random().slice(0, 16)}-01`;
}

// Where people reach the product. At the edge the hostname has been routed to us, so it is ours; without an edge
// only a loopback name is believed, for a mail must not carry an address that a stranger chose.
function base_url(env: Env, url: URL): string {
  if (env.ARRIS_BASE_URL) return env.ARRIS_BASE_URL;
  const loopback = ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  return env.ARRIS_LOCAL !== "1" || loopback ? url.origin : "http://127.0.0.1";
}

// A caller's own x-arris-… headers are dropped: those are the host's word.
function headers_of({ request, url, env }: Visit): Header[] {
  const headers: Header[] = [{ name: "x-arris-base-url", value: base_url(env, url) }];
  for (const [name, value] of request.headers) {
    const dropped = ["content-encoding", "content-length"].includes(name);
    if (!dropped && !name.startsWith("x-arris-")) headers.push({ name, value });
  }
  return headers;
}

// Throws what read_body throws. `path` is the module's: without /api in front.
export async function request_event(
  visit: Visit,
  path: string,
  body_max_bytes: number,
): Promise<Event> {
  const { request, url, env, request_id } = visit;
  const { method } = request;
  const body = await read_body(request, body_max_bytes);
  const query = url.search.slice(1);
  const client_address =
    env.ARRIS_LOCAL === "1" ? "127.0.0.1" : (request.headers.get("cf-connecting-ip") ?? "");
  return event_of(
    { kind: "request", method, path, query, headers: headers_of(visit), body },
    { request_id, client_address, trace_parent: trace_parent(request) },
  );
}

export const cron_event = (schedule: string, at_ms: number, request_id: string): Event =>
  event_of(
    { kind: "cron", schedule, scheduled_at_ms: BigInt(at_ms) },
    { request_id, client_address: "", trace_parent: "" },
  );

export const message_event = (message: {
  message_id: string;
  topic: string;
  org_id: string;
  payload: string;
  attempts: number;
  created_at_ms: number;
}): Event =>
  event_of(
    {
      kind: "message",
      id: message.message_id,
      topic: message.topic,
      org_id: message.org_id,
      payload: utf8(message.payload),
      attempt: message.attempts,
      created_at_ms: BigInt(message.created_at_ms),
    },
    { request_id: message.message_id, client_address: "", trace_parent: "" },
  );
