// The host's own refusals as application/problem+json.

import { codes, type Code } from "./codes";
import type { Reply } from "./reply";

export type { Code };

export function problem(code: Code, request_id: string, detail = ""): Reply {
  const [status, title] = codes[code];
  const body = { type: "about:blank", title, status, detail: detail || title, code, request_id };
  const headers = [{ name: "content-type", value: "application/problem+json" }];
  if (code === "unavailable") headers.push({ name: "retry-after", value: "1" });
  return { status, headers, body: JSON.stringify(body) };
}
