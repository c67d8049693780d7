// Which way a call took: the rules that had a say, the cache, and each time that a provider was asked.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { Badge } from "../kit/badge";
import { duration } from "../kit/format";
import { rules_query, type AiCall, type Attempt, type Routing } from "./data";
import { useNameOf } from "./names";
import css from "./call.module.css";

const cache_words: Record<Routing["cache"], string> = {
  none: "not asked",
  hit: "answered out of the cache, at no cost",
  miss: "had no answer yet",
};

type Props = { call: AiCall; routing: Routing | null };

export function RoutingFacts({ call, routing }: Props) {
  const models = [routing?.asked_model, call.model, call.answered_model].filter(Boolean);
  const way = models.filter((model, index) => model !== models[index - 1]);
  return (
    <section>
      <h3 className={css.section}>Way</h3>
      <dl className={css.pairs}>
        <dt>Models</dt>
        <dd>{way.join(" → ") || "none was named"}</dd>
        <dt>Rules</dt>
        <dd>{routing && <RuleNames ids={routing.rules} />}</dd>
        <dt>Cache</dt>
        <dd>{routing ? cache_words[routing.cache] : ""}</dd>
      </dl>
    </section>
  );
}

function RuleNames({ ids }: { ids: string[] }) {
  const rules = useQuery({ ...rules_query, enabled: ids.length > 0 }).data?.data;
  if (ids.length === 0) return "none had a say";
  const name_of = (id: string) => rules?.find((rule) => rule.id === id)?.name;
  if (!rules) return "";
  return ids.map((id, index) => (
    <Fragment key={id}>
      {index > 0 && ", "}
      {name_of(id) === undefined ? (
        "(deleted since)"
      ) : (
        <Link to="/ai" search={{ tab: "rules", rule: id }}>
          {name_of(id)}
        </Link>
      )}
    </Fragment>
  ));
}

const outcome_of = ({ status, error }: Attempt) =>
  error === "" || error === "provider" ? String(status) : error.replaceAll("_", " ");

// Where each stands in the time of the whole.
function places_of(attempts: Attempt[], whole_ms: number) {
  let from_ms = 0;
  return attempts.map(({ waited_ms, duration_ms }) => {
    from_ms += waited_ms;
    const place = { left: share(from_ms, whole_ms), width: share(duration_ms, whole_ms) };
    from_ms += duration_ms;
    return place;
  });
}

const share = (part_ms: number, whole_ms: number) =>
  `${Math.min(100, (part_ms / Math.max(1, whole_ms)) * 100)}%`;

export function Attempts({ call, routing }: { call: AiCall; routing: Routing }) {
  const { attempts } = routing;
  const spent_ms = attempts.reduce((sum, one) => sum + one.waited_ms + one.duration_ms, 0);
  const places = places_of(attempts, Math.max(call.duration_ms, spent_ms));
  const name_of = useNameOf();
  return (
    <section>
      <h3 className={css.section}>Attempts</h3>
      <ol className={css.attempts}>
        {attempts.map((attempt, index) => (
          <li key={index}>
            <span className={css.asked}>
              {attempt.model || "the model of the call"}
              {attempt.vault_key_id && (
                <Link to="/keys" search={{ tab: "providers" }} className={css.secret}>
                  {secret_of(name_of(attempt.vault_key_id))}
                </Link>
              )}
            </span>
            <Badge tone={attempt.error ? "red" : "green"}>{outcome_of(attempt)}</Badge>
            <span className={css.took}>
              {attempt.waited_ms > 0 && `after a wait of ${duration(attempt.waited_ms)}, `}
              {duration(attempt.duration_ms)}
            </span>
            <span className={css.time} data-failed={attempt.error !== "" || undefined}>
              <span style={places[index]} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

const id_length = 36;
const secret_of = (name: string) =>
  name.length === id_length ? `secret ${name.slice(0, 8)}` : `secret ${name}`;
