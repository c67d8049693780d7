// Events, each of which opens to show all that was sent.
import { Link } from "@tanstack/react-router";
import type { Schemas } from "../api/client";
import type { Tone } from "../kit/badge";
import { at_both, duration } from "../kit/format";
import { Pairs, pairs_of, type Pair } from "../kit/pairs";
import { Records } from "../kit/records";
import table from "../kit/table.module.css";
import css from "./analytics.module.css";

type Event = Schemas["TelemetryEvent"];

const tones: Record<Event["kind"], Tone> = {
  view: "gray",
  action: "blue",
  performance: "orange",
  error: "red",
};

export const EventRecords = ({ events }: { events: Event[] }) => (
  <Records
    rows={events}
    line={({ at_ms, kind, component, name, duration_ms }) => ({
      at_ms,
      tone: tones[kind],
      kind,
      from: component,
      text: duration_ms == null ? name : `${name}, ${duration(duration_ms)}`,
    })}
    whole={(event) => <Whole event={event} />}
  />
);

function Whole({ event }: { event: Event }) {
  const { at_ms, name, component, session_id, user_id, page, duration_ms, value, props } = event;
  const facts: [string, string | number | null | undefined][] = [
    ["time", at_both(at_ms)],
    ["name", name],
    ["component", component],
    ["duration", duration_ms == null ? null : `${duration_ms} ms`],
    ["value", value],
    ["page", page],
    ["session", session_id],
    ["person", user_id],
  ];
  const told = facts.filter(([, one]) => one != null).map(([as, one]): Pair => [as, String(one)]);
  return (
    <>
      <Pairs pairs={[...told, ...pairs_of(props)]} />
      <div className={`${table.buttons} ${css.same}`}>
        <Same with={{ session: session_id }}>Show its session</Same>
        {user_id && <Same with={{ person: user_id }}>Show its person</Same>}
        <Same with={{ component }}>Show its component</Same>
      </div>
    </>
  );
}

type SameProps = {
  with: { session?: string; person?: string; component?: string };
  children: string;
};

// The others of the time that have this in common.
const Same = ({ with: filter, children }: SameProps) => (
  <Link
    from="/analytics/events"
    to="/analytics/events"
    search={({ range, since, until }) => ({ range, since, until, ...filter })}
  >
    {children}
  </Link>
);
