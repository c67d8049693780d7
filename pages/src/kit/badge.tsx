// A word with a dot whose colour repeats what the word says.
import css from "./badge.module.css";

export type Tone = "red" | "orange" | "yellow" | "green" | "blue" | "gray";

export function Badge({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span className={css.badge} data-tone={tone}>
      {children}
    </span>
  );
}

const severities: Record<string, Tone> = {
  critical: "red",
  high: "orange",
  medium: "yellow",
  low: "gray",
};
const states: Record<string, Tone> = { unresolved: "orange", resolved: "green", muted: "gray" };

export const SeverityBadge = ({ severity }: { severity: string }) => (
  <Badge tone={severities[severity] ?? "gray"}>{severity}</Badge>
);
export const StateBadge = ({ state }: { state: string }) => (
  <Badge tone={states[state] ?? "gray"}>{state}</Badge>
);
