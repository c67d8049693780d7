// What would become of a notice under the preferences as they are being chosen, and why.
import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Schemas } from "../api/client";
import { sentence } from "../api/problem";
import { Preview } from "./box";
import css from "./preview.module.css";
import type { Decision, Reason } from "./shapes";

type Trial = Schemas["Trial"];

const categories = ["workflow", "system", "team", "billing"] as const;
const types = ["success", "info", "warning", "error"] as const;

const channels = { in_app: "Here", email: "By mail", webhook: "To my webhooks" };
const reasons: Record<Reason, string> = {
  critical: "what is critical reaches you everywhere, at any time",
  not_critical: "",
  preferred_on: "you chose always",
  preferred_off: "you chose never",
  default_on: "as usual for such",
  default_off: "as usual for such",
  quiet_hours: "quiet hours last",
  no_quiet_hours: "",
  outside_quiet_hours: "it is outside of the quiet hours",
};

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const day_and_clock = new Intl.DateTimeFormat(undefined, {
  weekday: "short",
  hour: "2-digit",
  minute: "2-digit",
});
const tomorrow_ms = 24 * 3_600_000;
const moment = (until_ms: number, at_ms: number) =>
  (until_ms - at_ms < tomorrow_ms ? clock : day_and_clock).format(until_ms);

function verdict_of({ verdict, until_ms = 0 }: Decision, at_ms: number) {
  if (verdict === "sent") return "at once";
  if (verdict === "silent") return "at once, but silently";
  return verdict === "held" ? `waits until ${moment(until_ms, at_ms)}` : "not sent";
}

// Today, by the clock of this browser.
function at_of(typed: string): number | null {
  const [hours = NaN, minutes = NaN] = typed.split(":").map(Number);
  const at_ms = new Date().setHours(hours, minutes, 0, 0);
  return Number.isNaN(at_ms) ? null : at_ms;
}

export default function NoticePreview({ preferences }: { preferences: Trial["preferences"] }) {
  const [category, set_category] = useState<Trial["category"]>("workflow");
  const [type, set_type] = useState<(typeof types)[number]>("error");
  const [critical, set_critical] = useState(false);
  const [typed, set_typed] = useState("23:30");
  const at_ms = at_of(typed);
  return (
    <Preview
      title="What would become of a notice"
      question={
        at_ms === null ? null : { notice: { category, type, critical, at_ms, preferences } }
      }
      asked={
        <div className={css.asked}>
          <NativeSelect
            size="xs"
            label="About"
            value={category}
            onChange={({ currentTarget: { value } }) =>
              set_category(categories.find((one) => one === value) ?? "workflow")
            }
            data={[...categories]}
          />
          <NativeSelect
            size="xs"
            label="Kind"
            value={type}
            onChange={({ currentTarget: { value } }) =>
              set_type(types.find((one) => one === value) ?? "error")
            }
            data={[...types]}
          />
          <TextInput
            size="xs"
            label="At"
            type="time"
            value={typed}
            onChange={({ currentTarget: { value } }) => set_typed(value)}
          />
          <Checkbox
            size="xs"
            label="critical"
            checked={critical}
            onChange={({ currentTarget: { checked } }) => set_critical(checked)}
          />
        </div>
      }
    >
      {({ decisions = [] }) => (
        <dl className={css.facts} data-told>
          {decisions.map((decision) => (
            <Channel key={decision.channel} decision={decision} at_ms={at_ms ?? 0} />
          ))}
        </dl>
      )}
    </Preview>
  );
}

function Channel({ decision, at_ms }: { decision: Decision; at_ms: number }) {
  const because = decision.because.map((one) => reasons[one]).filter(Boolean);
  return (
    <>
      <dt>{channels[decision.channel]}</dt>
      <dd>
        {sentence(verdict_of(decision, at_ms))}
        {because.length > 0 && <span className={css.dim}>: {because.join(", ")}</span>}
      </dd>
    </>
  );
}
