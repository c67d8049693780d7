import { Badge, type Tone } from "../kit/badge";
import { useNow } from "../kit/ago";
import { duration } from "../kit/format";
import type { ListedRun } from "./data";

const tones: Record<string, Tone> = {
  pending: "gray",
  running: "blue",
  success: "green",
  failed: "red",
  cancelled: "gray",
};

export const RunStatus = ({ status }: { status: string }) => (
  <Badge tone={tones[status] ?? "gray"}>{status}</Badge>
);

export const is_alive = ({ status }: Pick<ListedRun, "status">) =>
  status === "pending" || status === "running";

export const is_retriable = ({ status }: Pick<ListedRun, "status">) =>
  status === "failed" || status === "cancelled";

// How long it took, or takes so far.
export function RunDuration({ run }: { run: ListedRun }) {
  const now = useNow();
  if (run.duration_ms != null) return duration(run.duration_ms);
  if (!run.started_at_ms || !is_alive(run)) return "";
  return `${duration(Math.max(0, now - run.started_at_ms))} so far`;
}
