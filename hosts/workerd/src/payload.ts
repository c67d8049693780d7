// The payloads of effects: what a module asks for, and the values that statements carry.

import type { Credential, Crypto, Link, Password, Payload, Statement, Value } from "./types";
import { FrameError, Reader, Writer } from "./wire";

const nothing = new Uint8Array();

export function read_value(in_: Reader): Value {
  switch (in_.choice(4, "value")) {
    case 0:
      return null;
    case 1:
      return in_.i64();
    case 2:
      return in_.f64();
    case 3:
      return in_.str();
    default:
      return in_.view();
  }
}

export function write_value(out: Writer, value: Value): void {
  if (value === null) out.u8(0);
  else if (typeof value === "bigint") out.u8(1).i64(value);
  else if (typeof value === "number") out.u8(2).f64(value);
  else if (typeof value === "string") out.u8(3).str(value);
  else out.u8(4).bytes(value);
}

export const read_statement = (in_: Reader): Statement => ({
  query: in_.u16(),
  parameters: in_.list(() => read_value(in_)),
});
export const write_statement = (out: Writer, { query, parameters }: Statement): Writer =>
  out.u16(query).list(parameters, (value) => write_value(out, value));

const read_link = (in_: Reader): Link => ({ sealed: in_.view(), associated: in_.view() });
const read_chain = (in_: Reader): Link[] => in_.list(() => read_link(in_));
const write_chain = (out: Writer, chain: Link[]): Writer =>
  out.list(chain, ({ sealed, associated }) => out.bytes(sealed).bytes(associated));

function read_credential(in_: Reader): Credential | null {
  if (in_.choice(1, "credential") === 0) return null;
  return {
    header: in_.str(),
    prefix: in_.str(),
    key: in_.str(),
    chain: read_chain(in_),
    sealed: in_.view(),
    associated: in_.view(),
  };
}

function write_credential(out: Writer, credential: Credential | null): void {
  out.u8(Number(credential !== null));
  if (!credential) return;
  const { header, prefix, key, chain, sealed, associated } = credential;
  write_chain(out.str(header).str(prefix).str(key), chain).bytes(sealed).bytes(associated);
}

// What the operations of crypto carry besides `data`, which stands after key, kid and chain. Of a
// store, `second` (what its key is bound to) stands before `data`.
const crypto_shapes = [
  "",
  "",
  "key",
  "key second",
  "key",
  "key kid second",
  "key second",
  "key second",
  "key nodata",
  "key",
  "key chain before third",
  "key chain second to",
  "key nodata",
  "key before",
];

function read_crypto(in_: Reader): Crypto {
  const op = in_.choice(13, "crypto operation", 1);
  const shape = crypto_shapes[op] ?? "";
  const chain = (name: string): Link[] => (shape.split(" ").includes(name) ? read_chain(in_) : []);
  const given = {
    op,
    key: shape.includes("key") ? in_.str() : "",
    kid: shape.includes("kid") ? in_.str() : "",
    chain: chain("chain"),
  };
  const before = shape.includes("before") ? in_.view() : nothing;
  const data = shape.includes("nodata") ? nothing : in_.view();
  const second = shape.includes("second") ? in_.view() : before;
  const third = shape.includes("third") ? in_.view() : nothing;
  return { kind: 3, ...given, data, second, third, to: chain("to") };
}

function write_crypto(out: Writer, crypto: Crypto): void {
  const shape = crypto_shapes[crypto.op] ?? "";
  out.u8(crypto.op);
  if (shape.includes("key")) out.str(crypto.key);
  if (shape.includes("kid")) out.str(crypto.kid);
  if (shape.includes("chain")) write_chain(out, crypto.chain);
  if (shape.includes("before")) out.bytes(crypto.second);
  if (!shape.includes("nodata")) out.bytes(crypto.data);
  if (shape.includes("second")) out.bytes(crypto.second);
  if (shape.includes("third")) out.bytes(crypto.third);
  if (shape.includes(" to")) write_chain(out, crypto.to);
}

function read_password(in_: Reader): Password {
  const op = in_.choice(2, "password operation", 1);
  return { kind: 4, op, password: in_.view(), phc: op === 2 ? in_.str() : "" };
}

export function read_payload(in_: Reader): Payload {
  const kind = in_.choice(11, "effect", 1);
  switch (kind) {
    case 1:
      return { kind, mode: in_.choice(1, "mode"), statements: in_.list(() => read_statement(in_)) };
    case 2:
      return {
        kind,
        method: in_.str(),
        url: in_.str(),
        headers: in_.list(() => ({ name: in_.str(), value: in_.str() })),
        body: in_.view(),
        timeout_ms: in_.u32(),
        mode: in_.choice(3, "fetch mode"),
        credential: read_credential(in_),
      };
    case 3:
      return read_crypto(in_);
    case 4:
      return read_password(in_);
    case 5:
      throw new FrameError("effect 5 is not in use");
    case 6:
      return {
        kind,
        to: in_.str(),
        subject: in_.str(),
        text: in_.str(),
        unsubscribe_url: in_.str(),
      };
    case 7:
      return { kind, channel: in_.str(), event: in_.str(), id: in_.str(), data: in_.view() };
    case 8:
      return {
        kind,
        bucket: in_.str(),
        capacity: in_.u32(),
        window_ms: in_.u32(),
        cost: in_.u32(),
      };
    case 9:
      return {
        kind,
        op: in_.choice(2, "cache operation", 1),
        key: in_.str(),
        data: in_.view(),
        ttl_ms: in_.u32(),
      };
    case 10:
      return { kind, handle: in_.u32() };
    default:
      return { kind: 11, ms: in_.u32() };
  }
}

export function write_payload(out: Writer, effect: Payload): void {
  out.u8(effect.kind);
  switch (effect.kind) {
    case 1:
      out.u8(effect.mode).list(effect.statements, (statement) => write_statement(out, statement));
      break;
    case 2:
      out.str(effect.method).str(effect.url);
      out.list(effect.headers, ({ name, value }) => out.str(name).str(value));
      out.bytes(effect.body).u32(effect.timeout_ms).u8(effect.mode);
      write_credential(out, effect.credential);
      break;
    case 3:
      write_crypto(out, effect);
      break;
    case 4:
      out.u8(effect.op).bytes(effect.password);
      if (effect.op === 2) out.str(effect.phc);
      break;
    case 9:
      out.u8(effect.op).str(effect.key).bytes(effect.data).u32(effect.ttl_ms);
      break;
    case 6:
      out.str(effect.to).str(effect.subject).str(effect.text).str(effect.unsubscribe_url);
      break;
    case 7:
      out.str(effect.channel).str(effect.event).str(effect.id).bytes(effect.data);
      break;
    case 8:
      out.str(effect.bucket).u32(effect.capacity).u32(effect.window_ms).u32(effect.cost);
      break;
    case 10:
      out.u32(effect.handle);
      break;
    case 11:
      out.u32(effect.ms);
  }
}
