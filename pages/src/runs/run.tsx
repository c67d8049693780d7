// One run: its facts, its log as it grows, and what it cost.
import { Button } from "@mantine/core";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useNameOf } from "../ai/names";
import { may, useSession } from "../api/session";
import { Ago } from "../kit/ago";
import { Confirm } from "../kit/confirm";
import { count, many, usd } from "../kit/format";
import { Side } from "../kit/side";
import table from "../kit/table.module.css";
import { pipelines_query, run_cost_query, run_query, useRunDeed, type Run } from "./data";
import { useFollowed } from "./follow";
import { Log } from "./log";
import { is_alive, is_retriable, RunDuration, RunStatus } from "./status";
import css from "./runs.module.css";

export default function RunDrawer() {
  const { run_id } = useParams({ from: "/inside/executions/$run_id" });
  const navigate = useNavigate();
  const asked = useQuery(run_query(run_id));
  const close = () =>
    void navigate({
      to: "/executions",
      search: (old) => ({ ...old, log: undefined, log_level: undefined }),
    });
  return (
    <Side title={asked.data?.name ?? "Run"} label="Run" page="Runs" close={close} asked={asked}>
      {asked.data && <Shown key={run_id} run={asked.data} />}
    </Side>
  );
}

function Shown({ run }: { run: Run }) {
  const lines = useFollowed(run.id);
  return (
    <>
      <Deeds run={run} />
      <Facts run={run} />
      {run.error_message && <Failure run={run} />}
      <Log lines={lines} alive={is_alive(run)} />
      <Cost execution_id={run.id} />
      <Json title="Metrics" value={run.metrics} />
      <Json title="Input" value={run.input} />
      <Json title="Result" value={run.result} />
    </>
  );
}

function Deeds({ run }: { run: Run }) {
  const session = useSession();
  const navigate = useNavigate();
  const [asking, set_asking] = useState(false);
  const cancelling = useRunDeed("cancel", () => set_asking(false));
  const retrying = useRunDeed(
    "retry",
    ({ id }) =>
      void navigate({ to: "/executions/$run_id", params: { run_id: id }, search: (old) => old }),
  );
  if (!may(session, "member")) return null;
  return (
    <div className={table.buttons}>
      {is_alive(run) && (
        <Button size="xs" variant="default" onClick={() => set_asking(true)}>
          Cancel the run
        </Button>
      )}
      {is_retriable(run) && (
        <Button size="xs" loading={retrying.isPending} onClick={() => retrying.mutate(run.id)}>
          Run it again
        </Button>
      )}
      {asking && (
        <Confirm
          title="Cancel this run?"
          button="Cancel the run"
          pending={cancelling.isPending}
          run={() => cancelling.mutate(run.id)}
          cancel={() => set_asking(false)}
        >
          It can't go on afterwards; it can be run again from the beginning.
        </Confirm>
      )}
    </div>
  );
}

function Facts({ run }: { run: Run }) {
  const pipelines = useQuery(pipelines_query).data?.data;
  const pipeline = pipelines?.find(({ id }) => id === run.pipeline_id);
  return (
    <dl className={css.facts}>
      <div>
        <dt>Status</dt>
        <dd>
          <RunStatus status={run.status} />
        </dd>
      </div>
      <div>
        <dt>Progress</dt>
        <dd>
          {run.progress} % {run.step && `(${run.step})`}
          <progress className={css.progress} max={100} value={run.progress} aria-label="Progress" />
        </dd>
      </div>
      <div>
        <dt>Duration</dt>
        <dd>
          <RunDuration run={run} />
        </dd>
      </div>
      <div>
        <dt>Started</dt>
        <dd>
          <Ago at_ms={run.started_at_ms ?? run.created_at_ms} />
        </dd>
      </div>
      <div>
        <dt>Trigger</dt>
        <dd>
          {run.trigger}
          {run.attempt > 1 && `, attempt ${run.attempt}`}
        </dd>
      </div>
      <div>
        <dt>Started by</dt>
        <dd>
          <StartedBy id={run.started_by} />
        </dd>
      </div>
      {run.pipeline_id && (
        <div>
          <dt>Pipeline</dt>
          <dd>
            <Link to="/executions" search={{ pipeline_id: run.pipeline_id }}>
              {pipeline?.name ?? "Its runs"}
            </Link>
          </dd>
        </div>
      )}
    </dl>
  );
}

// A person or an access key, by the name as far as it is known here.
function StartedBy({ id }: { id: string }) {
  const name_of = useNameOf();
  return (
    <Link to="/executions" search={{ started_by: id }}>
      {name_of(id)}
    </Link>
  );
}

function Failure({ run }: { run: Run }) {
  return (
    <section>
      <h3 className={css.section}>Error</h3>
      <pre className={css.raw} tabIndex={0} aria-label="Error">
        {run.error_message}
      </pre>
      <Link to="/errors" search={{ state: "all", execution_id: run.id }}>
        Show its errors
      </Link>
    </section>
  );
}

function Cost({ execution_id }: { execution_id: string }) {
  const records = useQuery(run_cost_query(execution_id)).data;
  if (!records || records.data.length === 0) return null;
  const cost = records.data.reduce((sum, { cost_nano_usd }) => sum + cost_nano_usd, 0);
  const tokens = records.data.reduce((sum, { total_tokens }) => sum + total_tokens, 0);
  return (
    <section>
      <h3 className={css.section}>AI calls</h3>
      <p>
        {records.next_cursor && "The latest "}
        {many(records.data.length, "call")}, {count(tokens)} tokens, {usd(cost)}.{" "}
        <Link to="/ai" search={{ execution_id, range: "90d" }}>
          Show those that passed through here
        </Link>
      </p>
    </section>
  );
}

function Json({ title, value }: { title: string; value: unknown }) {
  if (value === null || value === undefined) return null;
  return (
    <section>
      <h3 className={css.section}>{title}</h3>
      <pre className={css.raw} tabIndex={0} aria-label={title}>
        {JSON.stringify(value, null, 2)}
      </pre>
    </section>
  );
}
