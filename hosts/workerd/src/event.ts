// The events that begin tasks: what the caller sent, with the time, the entropy and the ids that
// only a host has.

import { may_have_body, read_body } from "./body";
import type { Detail, Event, Header } from "./frame";
import type { Module } from "./module";
import { random_bytes, random_hex } from "./random";
import { base_url_of_messages, header_of, type Visit } from "./visit";
import { utf8 } from "./wire";
import type { Env, World } from "./world";

export const world_of = (
  env: Env,
  module: Module,
  request_id: string,
  told: () => void,
  later: (work: Promise<void>) => void = () => {},
): World => ({ env, module, request_id, told, later, gone: false, streams: new Map() });

function event_of(detail: Detail, ids: Omit<Event, "now_ms" | "entropy" | "detail">): Event {
  return { now_ms: BigInt(Date.now()), entropy: random_bytes(64), ...ids, detail };
}

const no_body = new Uint8Array();

// Every start of a trace is ours unless the caller sent a well-formed one.
function trace_parent(visit: Visit): string {
  const given = header_of(visit, "traceparent") ?? "";
  if (/^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/.test(given)) return given;
  return `00-${random_hex(16)}-${random_hex(8)}-01`;
}

// A caller's own x-arris-... headers are dropped: those are the host's word.
function headers_of(visit: Visit): Header[] {
  const headers: Header[] = [
    { name: "x-arris-base-url", value: visit.base_url },
    { name: "x-arris-sign-up", value: visit.env.ARRIS_SIGN_UP === "open" ? "open" : "closed" },
  ];
  for (const header of visit.headers) {
    const { name } = header;
    const dropped = name === "content-encoding" || name === "content-length";
    if (!dropped && !name.startsWith("x-arris-")) headers.push(header);
  }
  return headers;
}

function event_with(visit: Visit, path: string, headers: Header[], body: Uint8Array): Event {
  const { method, query, env, request_id } = visit;
  const client_address =
    env.ARRIS_LOCAL === "1" ? "127.0.0.1" : (header_of(visit, "cf-connecting-ip") ?? "");
  return event_of(
    { kind: "request", method, path, query, headers, body },
    { request_id, client_address, trace_parent: trace_parent(visit) },
  );
}

// Throws what read_body throws. `path` is the module's: without /api in front.
export async function request_event(
  visit: Visit,
  path: string,
  body_max_bytes: number,
): Promise<Event> {
  const body = may_have_body(visit) ? await read_body(visit, body_max_bytes) : no_body;
  return event_with(visit, path, headers_of(visit), body);
}

// The request without its body, which the route is to refuse.
export function refused_event(visit: Visit, path: string, code: string): Event {
  const refused = { name: "x-arris-refused", value: code };
  return event_with(visit, path, [...headers_of(visit), refused], no_body);
}

export const cron_event = (schedule: string, at_ms: number, request_id: string): Event =>
  event_of(
    { kind: "cron", schedule, scheduled_at_ms: BigInt(at_ms) },
    { request_id, client_address: "", trace_parent: "" },
  );

export const message_event = (
  env: Env,
  message: {
    message_id: string;
    topic: string;
    org_id: string;
    payload: string;
    attempts: number;
    created_at_ms: number;
  },
): Event =>
  event_of(
    {
      kind: "message",
      id: message.message_id,
      topic: message.topic,
      org_id: message.org_id,
      payload: utf8(message.payload),
      attempt: message.attempts,
      created_at_ms: BigInt(message.created_at_ms),
      base_url: base_url_of_messages(env),
    },
    { request_id: message.message_id, client_address: "", trace_parent: "" },
  );
