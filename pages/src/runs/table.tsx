// The runs as rows, which are chosen, opened and gone through by keys.
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { may, useSession } from "../api/session";
import { Ago } from "../kit/ago";
import { ChooseAll, ChooseOne, useChoice, type Choice } from "../kit/choice";
import { count } from "../kit/format";
import { useKeys } from "../kit/keyboard";
import { Pieces } from "../kit/pieces";
import { focus_search, opens_row, steps } from "../kit/steps";
import table from "../kit/table.module.css";
import { BulkBar } from "./bulk";
import type { ListedRun } from "./data";
import { RunDuration, RunStatus } from "./status";
import css from "./runs.module.css";

export function Runs({ runs }: { runs: ListedRun[] }) {
  const navigate = useNavigate({ from: "/executions" });
  const open_id = useParams({ strict: false }).run_id ?? null;
  const [chosen, set_at] = useState<string | null>(null);
  const at = open_id ?? chosen;
  const open = (run_id: string) =>
    void navigate({
      to: "/executions/$run_id",
      params: { run_id },
      search: (old) => old,
      replace: open_id !== null,
    });
  const go = (id: string) => {
    set_at(id);
    if (open_id) open(id);
  };
  const ids = runs.map(({ id }) => id);
  const all = useChoice(ids);
  const choice = may(useSession(), "member") ? all : null;
  useKeys({
    ...steps("run", ids, at, go),
    x: () => at && choice?.toggle(at),
    "/": focus_search,
    ...opens_row(at, open_id, open),
  });
  return (
    <>
      {choice && <BulkBar runs={runs} choice={choice} />}
      <table className={table.table}>
        <thead>
          <tr>
            {choice && <ChooseAll choice={choice} />}
            <th>Run</th>
            <th>Status</th>
            <th className={table.medium}>Trigger</th>
            <th className={table.medium}>Started</th>
            <th className={`${table.number} ${table.medium}`}>Duration</th>
            <th className={`${table.number} ${table.wide}`}>Log lines</th>
          </tr>
        </thead>
        <Pieces as="tbody" rows={runs}>
          {(run) => <Row key={run.id} run={run} is_at={run.id === at} choice={choice} />}
        </Pieces>
      </table>
    </>
  );
}

type RowProps = { run: ListedRun; is_at: boolean; choice: Choice | null };

function Row({ run, is_at, choice }: RowProps) {
  const note = run.error_message ?? run.step;
  return (
    <tr id={`run-${run.id}`} className={table.row} data-at={is_at || undefined}>
      {choice && <ChooseOne choice={choice} id={run.id} label={run.name} />}
      <td className={table.main}>
        <Link
          to="/executions/$run_id"
          params={{ run_id: run.id }}
          search={(old) => old}
          preload={false}
          className={table.open}
        >
          {run.name}
        </Link>
        {run.attempt > 1 && ` (attempt ${run.attempt})`}
        {note && <div className={table.under}>{note}</div>}
      </td>
      <td>
        <RunStatus status={run.status} />
        {run.status === "running" && (
          <progress
            className={css.progress}
            max={100}
            value={run.progress}
            aria-label={`${run.progress} %`}
          />
        )}
      </td>
      <td className={table.medium}>{run.trigger}</td>
      <td className={table.medium}>
        <Ago at_ms={run.started_at_ms ?? run.created_at_ms} />
      </td>
      <td className={`${table.number} ${table.medium}`}>
        <RunDuration run={run} />
      </td>
      <td className={`${table.number} ${table.wide}`}>{count(run.log_count)}</td>
    </tr>
  );
}
