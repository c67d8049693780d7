// The host's own refusals as application/problem+json, and the headers that every
// answer carries.

import { codes, type Code } from "./codes";

export type { Code };

export function problem(code: Code, request_id: string, detail = ""): Response {
  const [status, title] = codes[code];
  const body = { type: "about:blank", title, status, detail: detail || title, code, request_id };
  const headers = new Headers({ "content-type": "application/problem+json" });
  if (code === "unavailable") headers.set("retry-after", "1");
  return new Response(JSON.stringify(body), { status, headers });
}

const common: readonly [string, string][] = [
  ["x-content-type-options", "nosniff"],
  ["referrer-policy", "no-referrer"],
  ["cross-origin-resource-policy", "same-site"],
];
const tls_only: readonly [string, string][] = [
  ["strict-transport-security", "max-age=31536000; includeSubDomains"],
];
const api_only: readonly [string, string][] = [
  ["cache-control", "no-store"],
  ["content-security-policy", "default-src 'none'; frame-ancestors 'none'"],
];
const page_only: readonly [string, string][] = [
  [
    "content-security-policy",
    "default-src 'self'; img-src 'self' data:; " +
      "style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'; form-action 'self'; " +
      "frame-ancestors 'none'",
  ],
];

export type Kind = "api" | "page";

// What the module has set itself stays.
export function finished(
  response: Response,
  request: Request,
  kind: Kind,
  request_id: string,
  duration_ms: number,
): Response {
  const headers = new Headers(response.headers);
  const tls = request.url.startsWith("https:") ? tls_only : [];
  for (const [name, value] of [...common, ...tls, ...(kind === "api" ? api_only : page_only)])
    if (!headers.has(name)) headers.set(name, value);
  headers.set("x-request-id", request_id);
  headers.set("server-timing", `total;dur=${duration_ms.toFixed(1)}`);
  const body = request.method === "HEAD" ? null : response.body;
  const { status, statusText } = response;
  return new Response(body, { status, statusText, headers });
}
