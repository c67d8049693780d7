// What runs and what ran.
import { Button, NativeSelect } from "@mantine/core";
import { Link, Outlet, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { sentence } from "../api/problem";
import { held } from "../api/reach";
import { may, useSession } from "../api/session";
import { Ago } from "../kit/ago";
import { ExportCsv } from "../kit/export";
import { useKeys } from "../kit/keyboard";
import { More, RowSkeletons } from "../kit/list";
import { PageHead } from "../kit/page-head";
import { poll_while_short } from "../kit/paged";
import { Pieces } from "../kit/pieces";
import { SearchBox } from "../kit/search-box";
import { Snippet } from "../kit/snippet";
import { Empty, Failed } from "../kit/states";
import { focus_search, opens_row, steps } from "../kit/steps";
import table from "../kit/table.module.css";
import { pipelines_query, runs_query, type ListedRun } from "./data";
import { LastHour } from "./last-hour";
import { statuses, triggers, type RunsSearch } from "./search";
import { RunDuration, RunStatus } from "./status";
import { Summary } from "./summary";
import css from "./runs.module.css";

const Start = lazy(held(() => import("./start")));
const poll_ms = 5000;

export default function RunsPage() {
  const search = useSearch({ from: "/inside/executions" });
  const session = useSession();
  const [starting, set_starting] = useState(false);
  const list = useInfiniteQuery({
    ...runs_query(search),
    refetchInterval: poll_while_short(poll_ms),
  });
  const runs = list.data?.pages.flatMap(({ data }) => data) ?? [];
  const { status, trigger, pipeline_id, q } = search;
  const filtered = [status, trigger, pipeline_id, q].some(Boolean);
  return (
    <>
      <PageHead title="Runs">
        <ExportCsv name="runs" ask={runs_query(search).ask} />
        {may(session, "member") && (
          <Button size="xs" onClick={() => set_starting(true)}>
            Start a run
          </Button>
        )}
      </PageHead>
      <Suspense fallback={null}>{starting && <Start close={() => set_starting(false)} />}</Suspense>
      <Summary search={search} />
      <LastHour />
      <Filters search={search} />
      {list.error && !list.data && (
        <Failed what="The runs" error={list.error} retry={() => void list.refetch()} />
      )}
      {list.isPending && <RowSkeletons height={46} />}
      {list.data &&
        runs.length === 0 &&
        (filtered ? <Empty title="No run fits these filters" /> : <FirstRun />)}
      {runs.length > 0 && <Runs runs={runs} />}
      <More {...list} />
      <Outlet />
    </>
  );
}

function Filters({ search }: { search: RunsSearch }) {
  const navigate = useNavigate({ from: "/executions" });
  const pipelines = useQuery(pipelines_query).data?.data ?? [];
  const set = (change: RunsSearch, replace = false) =>
    void navigate({ to: ".", search: (old) => ({ ...old, ...change }), replace });
  return (
    <div className={table.filters} role="search">
      <SearchBox
        placeholder="Search by name"
        kept={search.q}
        send={(q, replace) => set({ q }, replace)}
      />
      <NativeSelect
        size="xs"
        aria-label="Status"
        value={search.status ?? ""}
        onChange={({ currentTarget: { value } }) =>
          set({ status: statuses.find((one) => one === value) })
        }
        data={[
          { value: "", label: "Any status" },
          ...statuses.map((value) => ({ value, label: sentence(value) })),
        ]}
      />
      <NativeSelect
        size="xs"
        aria-label="Trigger"
        value={search.trigger ?? ""}
        onChange={({ currentTarget: { value } }) =>
          set({ trigger: triggers.find((one) => one === value) })
        }
        data={[
          { value: "", label: "Any trigger" },
          ...triggers.map((value) => ({ value, label: sentence(value) })),
        ]}
      />
      {(pipelines.length > 0 || search.pipeline_id) && (
        <NativeSelect
          size="xs"
          aria-label="Pipeline"
          value={search.pipeline_id ?? ""}
          onChange={({ currentTarget: { value } }) => set({ pipeline_id: value || undefined })}
          data={[
            { value: "", label: "Any pipeline" },
            ...pipelines.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
    </div>
  );
}

function Runs({ runs }: { runs: ListedRun[] }) {
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
  useKeys({ ...steps("run", ids, at, go), "/": focus_search, ...opens_row(at, open_id, open) });
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th>Run</th>
          <th>Status</th>
          <th className={table.medium}>Trigger</th>
          <th className={table.medium}>Started</th>
          <th className={`${table.number} ${table.medium}`}>Duration</th>
          <th className={`${table.number} ${table.wide}`}>Log lines</th>
        </tr>
      </thead>
      <Pieces as="tbody" rows={runs}>
        {(run) => <Row key={run.id} run={run} is_at={run.id === at} />}
      </Pieces>
    </table>
  );
}

function Row({ run, is_at }: { run: ListedRun; is_at: boolean }) {
  const note = run.error_message ?? run.step;
  return (
    <tr id={`run-${run.id}`} className={table.row} data-at={is_at || undefined}>
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
      <td className={`${table.number} ${table.wide}`}>{run.log_count}</td>
    </tr>
  );
}

const curl_of = (origin: string) => `curl ${origin}/api/v1/executions \\
  -H "authorization: Bearer $ACCESS_KEY" -H "content-type: application/json" \\
  -d '{"name":"nightly load","status":"running"}'`;

function FirstRun() {
  return (
    <Empty title="Nothing has run yet">
      <p>
        Report a run with an access key that has the scope <code>executions:write</code>, or start
        one above:
      </p>
      <Snippet code={curl_of(location.origin)} label="curl example" />
    </Empty>
  );
}
