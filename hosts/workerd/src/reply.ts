// An answer before it is a Response. Each object of the runtime costs more than a module's own work
// on a small answer, so a request makes one Response, with all of its headers.

import type { Header } from "./frame";
import type { Visit } from "./visit";

export type Reply = {
  status: number;
  headers: Header[]; // names in lower case
  body: BodyInit | null;
};
export type Kind = "api" | "page";

export const json_reply = (value: unknown, status = 200): Reply => ({
  status,
  headers: [{ name: "content-type", value: "application/json; charset=utf-8" }],
  body: JSON.stringify(value),
});

export function reply_of(response: Response): Reply {
  const headers: Header[] = [];
  for (const [name, value] of response.headers) headers.push({ name, value });
  return { status: response.status, headers, body: response.body };
}

const common = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-site",
};
const over_plain: Readonly<Record<Kind, Readonly<Record<string, string>>>> = {
  api: {
    ...common,
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  },
  page: {
    ...common,
    "content-security-policy":
      "default-src 'self'; img-src 'self' data:; " +
      "script-src 'self' 'wasm-unsafe-eval'; " +
      "style-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; " +
      "frame-ancestors 'none'",
  },
};
const hsts = { "strict-transport-security": "max-age=31536000; includeSubDomains" };
const over_tls = { api: { ...over_plain.api, ...hsts }, page: { ...over_plain.page, ...hsts } };
const is_tls = ({ origin }: Visit): boolean => origin.startsWith("https:");

// The headers that every answer carries; what the module has set itself stays. A record is what the
// runtime reads fastest; a name that comes again is appended.
export function finished(reply: Reply, visit: Visit, kind: Kind, duration_ms: number): Response {
  const headers: Record<string, string> = { ...(is_tls(visit) ? over_tls : over_plain)[kind] };
  const again: Header[] = [];
  const seen = new Set<string>();
  for (const header of reply.headers) {
    if (seen.has(header.name)) again.push(header);
    else headers[header.name] = header.value;
    seen.add(header.name);
  }
  headers["x-request-id"] ??= visit.request_id;
  headers["server-timing"] = `total;dur=${duration_ms.toFixed(1)}`;
  const body = visit.method === "HEAD" ? null : reply.body;
  const response = new Response(body, { status: reply.status, headers });
  for (const { name, value } of again) response.headers.append(name, value);
  return response;
}
