// Log lines: one JSON object a line on the console.

import { log_max_bytes, logs_max, type Log } from "../frame";
import { ModuleFault } from "../instance";

const levels = ["debug", "info", "warning", "error"] as const;

export function log(
  level: (typeof levels)[number],
  message: string,
  fields: Record<string, unknown> = {},
): void {
  console.log(JSON.stringify({ ...fields, at_ms: Date.now(), level, message }));
}

export function log_all(logs: readonly Log[], context: Record<string, unknown>): void {
  if (logs.length > logs_max) throw new ModuleFault("too many log lines");
  for (const { level, message, fields } of logs) {
    if (message.length + fields.length > log_max_bytes)
      throw new ModuleFault("a log line is too long");
    let more: unknown = {};
    try {
      more = JSON.parse(fields || "{}");
    } catch {
      more = { fields };
    }
    log(levels[level] ?? "info", message, { ...(more as object), ...context });
  }
}
