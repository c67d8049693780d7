// A toast for each new notification that matters; a stream may bring one twice.
import type { Notification } from "../api/told";
import { toast } from "../kit/toasts";

const told = new Set<string>();

export function tell_of(one: Notification, go: (href: string) => void) {
  if (told.has(one.id) || one.silent || one.read) return;
  told.add(one.id);
  if (document.hidden) return; // the badge tells
  if (one.type !== "error" && one.type !== "warning" && !one.critical) return;
  const url = one.action_url;
  const action = url?.startsWith("/") ? { label: "Show", run: () => go(url) } : undefined;
  toast(one.title, { tone: one.type === "error" ? "bad" : "plain", action, stays_ms: 8000 });
}
