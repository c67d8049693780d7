// Whose call it is. Each leads to the others of the same.
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { CallInFull } from "./data";
import { useNameOf } from "./names";
import type { attributions } from "./search";
import css from "./call.module.css";

type Whose = (typeof attributions)[number];

const labels: Record<Whose, string> = {
  agent_id: "Agent",
  pipeline_id: "Pipeline",
  execution_id: "Run",
  session_id: "Session",
  user_id: "Person",
  key_id: "Access key",
};

export function Attribution({ detail: { request, tags } }: { detail: CallInFull }) {
  const name_of = useNameOf();
  const whose = (Object.keys(labels) as Whose[]).filter((one) => request[one]);
  const rows: [string, ReactNode][] = whose.map((one) => [
    labels[one],
    <Of key={one} whose={one} value={request[one] ?? ""} name={name_of(request[one] ?? "")} />,
  ]);
  if (tags.length > 0) rows.push(["Tags", tags.join(", ")]);
  rows.push(["Asked for", `${request.provider} ${request.endpoint}`]);
  if (request.provider_request_id) rows.push(["Provider's id", request.provider_request_id]);
  rows.push(["Id", request.id]);
  return (
    <section>
      <h3 className={css.section}>Whose it is</h3>
      <dl className={css.pairs}>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

type OfProps = { whose: Whose; value: string; name: string };

function Of({ whose, value, name }: OfProps) {
  const others = (
    <Link to="/ai" search={{ [whose]: value, range: "90d" }}>
      {whose === "execution_id" ? "its calls" : name}
    </Link>
  );
  if (whose !== "execution_id") return others;
  return (
    <>
      <Link to="/executions/$run_id" params={{ run_id: value }} search={{}}>
        {value}
      </Link>
      , {others}
    </>
  );
}
