// The runs of the last hour, side by side in time.
import { Link } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { useNow } from "../kit/ago";
import { at, duration } from "../kit/format";
import { poll } from "../kit/paged";
import { hour_query, type ListedRun } from "./data";
import css from "./runs.module.css";

const hour_ms = 3_600_000;
const shown_max = 30;

const percent = (ms: number) => `${Math.min(100, Math.max(0, (ms / hour_ms) * 100))}%`;

export function LastHour() {
  const now = useNow();
  const asked = useQuery({ ...hour_query, refetchInterval: poll(10_000) });
  const runs = (asked.data?.data ?? []).filter(
    (run) => (run.finished_at_ms ?? now) > now - hour_ms,
  );
  if (asked.error && !asked.data) return null; // the list below says why
  return (
    <figure className={css.gantt}>
      <figcaption>
        <strong>Last hour</strong>
        {runs.length > shown_max && ` (the newest ${shown_max} of ${runs.length} runs)`}
      </figcaption>
      <ul>
        {runs.slice(0, shown_max).map((run) => (
          <Lane key={run.id} run={run} now={now} />
        ))}
      </ul>
      {runs.length === 0 ? (
        <p className={css.none}>{asked.data ? "Nothing ran." : ""}</p>
      ) : (
        <div className={css.ends}>
          <span>60 min ago</span>
          <span>30 min ago</span>
          <span>now</span>
        </div>
      )}
    </figure>
  );
}

function Lane({ run, now }: { run: ListedRun; now: number }) {
  const from = run.started_at_ms ?? run.created_at_ms;
  const to = Math.max(run.finished_at_ms ?? now, from);
  return (
    <li>
      <Link
        to="/executions/$run_id"
        params={{ run_id: run.id }}
        search={(old) => old}
        preload={false}
        className={css.lane}
        title={`${run.name}, ${run.status}, ${at(from)}, ${duration(to - from)}`}
      >
        <span className={css.lane_name}>
          {run.name} <small>{run.status}</small>
        </span>
        <span className={css.track}>
          <span
            className={css.span}
            data-status={run.status}
            style={{
              left: percent(from - (now - hour_ms)),
              width: percent(to - Math.max(from, now - hour_ms)),
            }}
          />
        </span>
      </Link>
    </li>
  );
}
