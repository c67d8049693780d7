// What runs and what ran.
import { Button } from "@mantine/core";
import { Outlet, useSearch } from "@tanstack/react-router";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { held } from "../api/reach";
import { may, useSession } from "../api/session";
import { useAsked } from "../kit/asked";
import { ExportCsv } from "../kit/export";
import { is_any } from "../kit/filter";
import { More } from "../kit/list";
import { FilterSkeleton, RowSkeletons } from "../kit/skeletons";
import { PageHead } from "../kit/page-head";
import { poll_while_short } from "../kit/paged";
import { Snippet } from "../kit/snippet";
import { Empty, Failed } from "../kit/states";
import { hour_query, pipelines_query, runs_query } from "./data";
import { LastHour } from "./last-hour";
import { Filters } from "./filters";
import css from "./runs.module.css";
import { filters_of } from "./search";
import { Summary } from "./summary";
import { Runs } from "./table";

const Start = lazy(held(() => import("./start")));
const poll_ms = 5000;

export default function RunsPage() {
  const search = useSearch({ from: "/inside/executions" });
  const session = useSession();
  const start = useAsked("start");
  const starts = may(session, "member");
  const list = useInfiniteQuery({
    ...runs_query(search),
    refetchInterval: poll_while_short(poll_ms),
  });
  const runs = list.data?.pages.flatMap(({ data }) => data) ?? [];
  // What stands below them is shown with them, so that nothing pushes it down.
  // A question that failed once is asked again by who shows it; to wait for that would take it away and ask for ever.
  const waits = [useQuery(hour_query), useQuery(pipelines_query)].some(
    ({ isPending, errorUpdateCount }) => isPending && errorUpdateCount === 0,
  );
  const filters = filters_of(search);
  return (
    <>
      <PageHead title="Runs">
        <ExportCsv name="runs" ask={runs_query(search).ask} />
        {starts && (
          <Button size="xs" onClick={start.open}>
            Start a run
          </Button>
        )}
      </PageHead>
      <Suspense fallback={null}>{starts && start.opened && <Start close={start.close} />}</Suspense>
      <Summary search={search} />
      {waits ? (
        <>
          <RowSkeletons rows={3} height={26} of="list" />
          <div className={css.to_come}>
            <FilterSkeleton fields={3} />
          </div>
          <RowSkeletons height={46} />
        </>
      ) : (
        <>
          <LastHour />
          <Filters search={search} />
          {list.error && !list.data && (
            <Failed what="The runs" error={list.error} retry={() => void list.refetch()} />
          )}
          {list.isPending && <RowSkeletons height={46} />}
          {list.data &&
            runs.length === 0 &&
            (is_any(filters) ? <Empty title="No run fits these filters" /> : <FirstRun />)}
          {runs.length > 0 && <Runs key={JSON.stringify(filters)} runs={runs} />}
          <More {...list} />
        </>
      )}
      <Outlet />
    </>
  );
}

const curl_of = (origin: string) => `curl ${origin}/api/v1/executions \\
  -H "authorization: Bearer $ACCESS_KEY" -H "content-type: application/json" \\
  -d '{"name":"nightly load","status":"running"}'`;

function FirstRun() {
  const starts = may(useSession(), "member");
  return (
    <Empty title="Nothing has run yet">
      <p>
        Report a run with an access key that has the scope <code>executions:write</code>
        {starts && ", or start one above"}:
      </p>
      <Snippet code={curl_of(location.origin)} label="curl example" />
    </Empty>
  );
}
