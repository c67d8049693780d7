// The frames that cross the seam (hosts/ABI.md), mirroring shared/effect/frame.h. Every decoder
// refuses unknown tags, another version and trailing bytes with a FrameError.

import { read_payload, read_statement, write_payload, write_statement } from "./payload";
import {
  abi_version,
  effects_max,
  type Detail,
  type Done,
  type Effect,
  type Event,
  type Header,
  type Outcome,
  type Result,
} from "./types";
import { FrameError, Reader, Writer } from "./wire";

export * from "./types";

const read_header = (in_: Reader): Header => ({ name: in_.str(), value: in_.str() });
const write_headers = (out: Writer, headers: Header[]): Writer =>
  out.list(headers, ({ name, value }) => out.str(name).str(value));

function check_version(in_: Reader): void {
  const version = in_.u16();
  if (version !== abi_version)
    throw new FrameError(`the frame has version ${version}, this host speaks ${abi_version}`);
}

// ---- events

export function encode_event(event: Event): Uint8Array {
  const out = new Writer();
  out.u16(abi_version).i64(event.now_ms).bytes(event.entropy);
  out.str(event.request_id).str(event.client_address).str(event.trace_parent);
  const detail = event.detail;
  switch (detail.kind) {
    case "request":
      out.u8(1).str(detail.method).str(detail.path).str(detail.query);
      write_headers(out, detail.headers).bytes(detail.body);
      break;
    case "cron":
      out.u8(2).str(detail.schedule).i64(detail.scheduled_at_ms);
      break;
    case "message":
      out.u8(3).str(detail.id).str(detail.topic).str(detail.org_id).bytes(detail.payload);
      out.u32(detail.attempt).i64(detail.created_at_ms).str(detail.base_url);
  }
  return out.written;
}

function read_detail(in_: Reader): Detail {
  switch (in_.choice(3, "event", 1)) {
    case 1:
      return {
        kind: "request",
        method: in_.str(),
        path: in_.str(),
        query: in_.str(),
        headers: in_.list(() => read_header(in_)),
        body: in_.view(),
      };
    case 2:
      return { kind: "cron", schedule: in_.str(), scheduled_at_ms: in_.i64() };
    default:
      return {
        kind: "message",
        id: in_.str(),
        topic: in_.str(),
        org_id: in_.str(),
        payload: in_.view(),
        attempt: in_.u32(),
        created_at_ms: in_.i64(),
        base_url: in_.str(),
      };
  }
}

export function decode_event(frame: Uint8Array): Event {
  const in_ = new Reader(frame);
  check_version(in_);
  const event = {
    now_ms: in_.i64(),
    entropy: in_.view(),
    request_id: in_.str(),
    client_address: in_.str(),
    trace_parent: in_.str(),
    detail: read_detail(in_),
  };
  in_.end();
  return event;
}

// ---- outcomes

const read_effect = (in_: Reader): Effect => ({
  gate: in_.choice(1, "gate") === 1,
  payload: read_payload(in_),
});

export function decode_outcome(frame: Uint8Array): Outcome {
  const in_ = new Reader(frame);
  check_version(in_);
  const outcome = {
    task: in_.u32(),
    done: in_.choice(2, "done") as Done,
    logs: in_.list(() => ({
      level: in_.choice(3, "log level"),
      message: in_.str(),
      fields: in_.str(),
    })),
    head: in_.option(() => ({
      status: in_.u16(),
      route: in_.u16(),
      headers: in_.list(() => read_header(in_)),
    })),
    chunk: in_.view(),
    subscription: in_.option(() => ({
      channels: in_.list(() => in_.str()),
      last_event_id: in_.str(),
      check: in_.list(() => read_statement(in_)),
    })),
    effects: in_.list(() => read_effect(in_), effects_max),
  };
  in_.end();
  return outcome;
}

export function encode_outcome(outcome: Outcome): Uint8Array {
  const out = new Writer();
  out.u16(abi_version).u32(outcome.task).u8(outcome.done);
  out.list(outcome.logs, (log) => out.u8(log.level).str(log.message).str(log.fields));
  out.u8(Number(outcome.head !== null));
  if (outcome.head)
    write_headers(out.u16(outcome.head.status).u16(outcome.head.route), outcome.head.headers);
  out.bytes(outcome.chunk).u8(Number(outcome.subscription !== null));
  if (outcome.subscription)
    out
      .list(outcome.subscription.channels, (channel) => out.str(channel))
      .str(outcome.subscription.last_event_id)
      .list(outcome.subscription.check, (statement) => write_statement(out, statement));
  out.list(outcome.effects, (effect) => write_payload(out.u8(Number(effect.gate)), effect.payload));
  return out.written;
}

// ---- results

export function encode_results(results: readonly Result[]): Uint8Array {
  const out = new Writer();
  out.u16(abi_version).list(results, (result) => {
    if (result.kind === "done") out.u8(0).bytes(result.payload);
    else if (result.kind === "skipped") out.u8(2);
    else out.u8(1).u8(result.failure).u16(result.statement).str(result.message);
  });
  return out.written;
}

function read_result(in_: Reader): Result {
  switch (in_.choice(2, "result")) {
    case 0:
      return { kind: "done", payload: in_.view() };
    case 1:
      return {
        kind: "failed",
        failure: in_.choice(7, "failure", 1),
        statement: in_.u16(),
        message: in_.str(),
      };
    default:
      return { kind: "skipped" };
  }
}

export function decode_results(frame: Uint8Array): Result[] {
  const in_ = new Reader(frame);
  check_version(in_);
  const results = in_.list(() => read_result(in_));
  in_.end();
  return results;
}
