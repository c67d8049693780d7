// The host's own refusals: as application/problem+json, or on the route of a protocol in its words.

import { codes, type Code } from "./codes";
import type { Reply } from "./reply";

export type { Code };

export type Refusal = { code: Code; detail?: string };

export function refused(
  { code, detail }: Refusal,
  request_id: string,
  words: Record<string, string> = {},
): Reply {
  const reply = problem(code, request_id, detail);
  const body = words[code]?.replace("{request_id}", request_id);
  if (body === undefined) return reply;
  const headers = reply.headers.filter(({ name }) => name !== "content-type");
  return {
    ...reply,
    headers: [...headers, { name: "content-type", value: "application/json" }],
    body,
  };
}

export function problem(code: Code, request_id: string, detail = ""): Reply {
  const [status, title] = codes[code];
  const body = { type: "about:blank", title, status, detail: detail || title, code, request_id };
  const headers = [{ name: "content-type", value: "application/problem+json" }];
  if (code === "unavailable") headers.push({ name: "retry-after", value: "1" });
  return { status, headers, body: JSON.stringify(body) };
}
