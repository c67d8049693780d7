// What crosses the seam, as values: events in, outcomes out, results in, with the limits of
// hosts/ABI.md. The numbers of `kind`, `op` and `mode` are those on the wire.

export const abi_version = 1;
export const frame_in_max_bytes = 24 << 20;
export const frame_out_max_bytes = 16 << 20;
export const effects_max = 64;
export const steps_max = 1000;
export const logs_max = 64;
export const log_max_bytes = 8 << 10;
export const wait_max_ms = 30_000;
export const no_route = 65535;
export const no_statement = 65535;

export type Header = { name: string; value: string };
export type Detail =
  | {
      kind: "request";
      method: string;
      path: string;
      query: string;
      headers: Header[];
      body: Uint8Array;
    }
  | { kind: "cron"; schedule: string; scheduled_at_ms: bigint }
  | {
      kind: "message";
      id: string;
      topic: string;
      org_id: string;
      payload: Uint8Array;
      attempt: number;
      created_at_ms: bigint;
      base_url: string;
    };
export type Event = {
  now_ms: bigint;
  entropy: Uint8Array;
  request_id: string;
  client_address: string;
  trace_parent: string;
  detail: Detail;
};

export type Log = { level: number; message: string; fields: string };
export type Head = { status: number; route: number; headers: Header[] };
export type Subscription = { channels: string[]; last_event_id: string; check: Statement[] };
export type Effect = { gate: boolean; payload: Payload };
// `answered`: the answer ends with this frame, and the task goes on without its caller.
export enum Done {
  no,
  yes,
  answered,
}

export type Outcome = {
  task: number;
  done: Done;
  logs: Log[];
  head: Head | null;
  chunk: Uint8Array;
  subscription: Subscription | null;
  effects: Effect[];
};

export enum Failure {
  unavailable = 1,
  constraint,
  refused,
  timeout,
  invalid,
  raised,
  too_large,
  gone,
}
export type Result =
  | { kind: "done"; payload: Uint8Array }
  | { kind: "failed"; failure: Failure; statement: number; message: string }
  | { kind: "skipped" };

// ---- what each kind of effect asks for

export type Value = null | bigint | number | string | Uint8Array;
export type Statement = { query: number; parameters: Value[] };

export type Sql = { kind: 1; mode: number; statements: Statement[] };
export type Fetch = {
  kind: 2;
  method: string;
  url: string;
  headers: Header[];
  body: Uint8Array;
  timeout_ms: number;
  mode: number;
  credential: Credential | null;
};
export type Link = { sealed: Uint8Array; associated: Uint8Array };
export type Credential = {
  header: string;
  prefix: string;
  key: string;
  chain: Link[];
  sealed: Uint8Array;
  associated: Uint8Array;
};
export type Crypto = {
  kind: 3;
  op: number;
  key: string;
  kid: string;
  data: Uint8Array;
  second: Uint8Array; // the mac, the signature, what is associated, or what a key is derived from
  third: Uint8Array; // of a store: what is associated with the data
  chain: Link[];
  to: Link[];
};
export type Password = { kind: 4; op: number; password: Uint8Array; phc: string };
export type Mail = {
  kind: 6;
  to: string;
  subject: string;
  text: string;
  unsubscribe_url: string; // or ""
};
export type Publish = { kind: 7; channel: string; event: string; id: string; data: Uint8Array };
export type Limit = { kind: 8; bucket: string; capacity: number; window_ms: number; cost: number };
export type Cache = { kind: 9; op: number; key: string; data: Uint8Array; ttl_ms: number };
export type Read = { kind: 10; handle: number };
export type Wait = { kind: 11; ms: number };
export type Payload =
  Sql | Fetch | Crypto | Password | Mail | Publish | Limit | Cache | Read | Wait;

// By kind; a stream is read under the name of what opened it.
export const effect_names = [
  "",
  "sql",
  "fetch",
  "crypto",
  "password",
  "",
  "mail",
  "publish",
  "limit",
  "cache",
  "fetch",
  "wait",
] as const;
