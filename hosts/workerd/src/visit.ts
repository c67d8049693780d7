// A request on its way through the host, read from the runtime once: each look at a Request costs
// more than a comparison of texts.

import type { Header } from "./frame";
import { random_uuid } from "./random";
import type { Env } from "./world";

// What a request leads to beyond its answer.
export class Work {
  told = false; // a commit told something that is to be delivered
  readonly #rest: Promise<void>[] = [];

  later(work: Promise<void>): void {
    this.#rest.push(work);
  }
  async done(): Promise<void> {
    for (let next = this.#rest.pop(); next; next = this.#rest.pop()) await next;
  }
}

export type Visit = {
  request: Request;
  env: Env;
  request_id: string;
  work: Work;
  method: string;
  origin: string; // "https://example.com"
  path: string; // normalized, with its leading slash
  query: string; // without the question mark
  headers: Header[]; // names in lower case
  base_url: string; // where people reach the product
};

type Target = Pick<Visit, "origin" | "path" | "query">;

// What a URL parser leaves as it is: no dot segment, nothing to encode, no default port.
const plain =
  /^(https?:\/\/[a-z0-9.[\]-]+(?::(?!80\/|443\/)[1-9]\d*)?)(\/(?:[\w\-~!$&'()*+,;=:@/]|%(?!2e)[0-9a-f]{2})*)(?:\?([\w\-.~!$&()*+,;=:@%/?]*))?$/i;

export function target_of(text: string): Target {
  const match = plain.exec(text);
  if (match && !/[A-Z]/.test(match[1] ?? ""))
    return { origin: match[1] ?? "", path: match[2] ?? "", query: match[3] ?? "" };
  const { origin, pathname, search } = new URL(text);
  return { origin, path: pathname, query: search.slice(1) };
}

const loopback = /^https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/;

// Where a request has reached us since this isolate began.
let known_base_url = "";

// At the edge the hostname has been routed to us, so it is ours; without an edge only a loopback
// name is believed, for a mail must not carry an address that a stranger chose.
function base_url_of(env: Env, origin: string): string {
  if (env.ARRIS_BASE_URL) return env.ARRIS_BASE_URL;
  if (env.ARRIS_LOCAL === "1" && !loopback.test(origin)) return "http://127.0.0.1";
  return (known_base_url = origin);
}

// Messages come without a request. Empty when it is neither said nor has been seen.
export const base_url_of_messages = (env: Env): string => env.ARRIS_BASE_URL || known_base_url;

export function visit_of(request: Request, env: Env, work: Work): Visit {
  const headers: Header[] = [];
  request.headers.forEach((value, name) => headers.push({ name, value }));
  const { origin, path, query } = target_of(request.url);
  const { method } = request;
  const base_url = base_url_of(env, origin);
  const request_id = random_uuid();
  return { request, env, request_id, work, method, origin, path, query, headers, base_url };
}

// REQUIRES: the name is in lower case
export function header_of({ headers }: Visit, name: string): string | null {
  for (const header of headers) if (header.name === name) return header.value;
  return null;
}
