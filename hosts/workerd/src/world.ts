// What a request may use: the bindings, its module, and what only this request has.

import type { Hub, RateLimiter } from "./objects";
import type { Module } from "./module";
import { Failure, no_statement, type Result } from "./frame";
import { Writer } from "./wire";

export type Env = {
  DB: D1Database;
  ASSETS?: Fetcher;
  HUB?: DurableObjectNamespace<Hub>;
  LIMITER?: DurableObjectNamespace<RateLimiter>;
  EMAIL?: {
    send(mail: {
      to: string;
      from: string;
      subject: string;
      text: string;
      headers: Record<string, string>;
    }): Promise<unknown>;
  };
  ARRIS_ROOT_KEY: string; // 64 hexadecimal digits
  ARRIS_VAULT_KEYS?: string; // further roots of vaults, the newest last (effects/vault.ts)
  ARRIS_MAIL_FROM?: string;
  ARRIS_DEV?: string; // "1": /_dev/ answers
  ARRIS_WITHOUT_LIMITS?: string; // "1": no rate limit is ever reached; for tests alone
  ARRIS_BASE_URL?: string; // where people reach the product; without it the requests' own origin
  ARRIS_SIGN_UP?: string; // "open": anybody may make an account and an org; closed otherwise
  ARRIS_OUTBOX_ATTEMPTS_MAX?: string; // attempts before a message is laid aside (16)
  ARRIS_OUTBOX_RETRY_MS?: string; // delay before the second attempt; it doubles (1000)
  ARRIS_METRICS_TOKEN?: string; // who shows it may read /metrics; without one only a local host's user may
  ARRIS_LOCAL?: string; // "1": no edge in front, so nobody vouches for CF-Connecting-IP
  ARRIS_ALLOW_PRIVATE_HOSTS?: string; // "a.test,127.0.0.1:8080": may be called at any address; "1": all
};

// What is fetched piece by piece, and how long the other side may be silent; 0: for ever.
export type Stream = { reader: ReadableStreamDefaultReader<Uint8Array>; pause_max_ms: number };

export type World = {
  env: Env;
  module: Module;
  request_id: string;
  told: () => void; // a commit told something that is to be delivered
  later: (work: Promise<void>) => void; // work that outlives the answer
  gone: boolean; // the caller has left in the middle of its answer
  streams: Map<number, Stream>; // by handle
};

// What performing one effect gave, and whether a gate opens by it.
export type Answer = { result: Result; opens: boolean };

export const done = (payload: Uint8Array, opens = true): Answer => ({
  result: { kind: "done", payload },
  opens,
});
export const failed = (failure: Failure, message: string, statement = no_statement): Answer => ({
  result: { kind: "failed", failure, statement, message },
  opens: false,
});
export const empty = (): Answer => done(new Uint8Array());
export const ok = (holds: boolean): Answer => done(new Uint8Array([Number(holds)]), holds);
export const bytes = (data: Uint8Array): Answer => done(new Writer().bytes(data).written);
