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

export function visit_of(request: Request, env: Env, work: Work): Visit {
  const headers: Header[] = [];
  request.headers.forEach((value, name) => headers.push({ name, value }));
  const { origin, path, query } = target_of(request.url);
  const { method } = request;
  return { request, env, request_id: random_uuid(), work, method, origin, path, query, headers };
}

// REQUIRES: the name is in lower case
export function header_of({ headers }: Visit, name: string): string | null {
  for (const header of headers) if (header.name === name) return header.value;
  return null;
}
