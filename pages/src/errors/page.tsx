// The list of issues. Every filter stands in the address; the row that is open is a page below it.
import { useState } from "react";
import { Outlet, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useInfiniteQuery } from "@tanstack/react-query";
import { usePollMs } from "../api/live";
import { may, useSession } from "../api/session";
import { useChoice } from "../kit/choice";
import { ExportCsv } from "../kit/export";
import { useKeys } from "../kit/keyboard";
import { More } from "../kit/list";
import { RowSkeletons } from "../kit/skeletons";
import { PageHead } from "../kit/page-head";
import { poll_while_short } from "../kit/paged";
import { Failed } from "../kit/states";
import { focus_search, opens_row, steps } from "../kit/steps";
import { useTriage } from "./actions";
import { BulkBar } from "./bulk";
import { issues_query, type ListedIssue } from "./data";
import { NoIssues } from "./empty";
import { Filters } from "./filters";
import { query_of, type ErrorsSearch } from "./search";
import { IssueTable } from "./table";

export default function ErrorsPage() {
  const search = useSearch({ from: "/inside/errors" });
  const poll_ms = usePollMs();
  const list = useInfiniteQuery({
    ...issues_query(search),
    refetchInterval: poll_while_short(poll_ms),
  });
  const issues = list.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <>
      <PageHead title="Errors">
        <ExportCsv name="errors" ask={issues_query(search).ask} />
      </PageHead>
      <Filters search={search} />
      {list.error && !list.data && (
        <Failed what="The errors" error={list.error} retry={() => void list.refetch()} />
      )}
      {list.isPending && <RowSkeletons height={61} />}
      {list.data && issues.length === 0 && <NoIssues search={search} />}
      {issues.length > 0 && (
        <Issues key={JSON.stringify(query_of(search))} issues={issues} search={search} />
      )}
      <More {...list} />
      <Outlet />
    </>
  );
}

function Issues({ issues, search }: { issues: ListedIssue[]; search: ErrorsSearch }) {
  const session = useSession();
  const choice = useChoice(issues.map(({ id }) => id));
  const [at, set_at] = useState<string | null>(null);
  const open_id = useParams({ strict: false }).issue_id ?? null;
  useListKeys({ issues, at: open_id ?? at, set_at, open_id, choose: choice.toggle });
  return (
    <>
      {may(session, "member") && <BulkBar issues={issues} choice={choice} />}
      <IssueTable
        issues={issues}
        search={search}
        at={open_id ?? at}
        choice={may(session, "member") ? choice : null}
      />
    </>
  );
}

type Keys = {
  issues: ListedIssue[];
  at: string | null;
  set_at: (id: string) => void;
  open_id: string | null;
  choose: (id: string) => void;
};

// j and k go through the rows; with an issue open they open the next one.
function useListKeys({ issues, at, set_at, open_id, choose }: Keys) {
  const navigate = useNavigate({ from: "/errors" });
  const session = useSession();
  const triage = useTriage();
  const open = (issue_id: string) =>
    navigate({
      to: "/errors/$issue_id",
      params: { issue_id },
      search: (old) => ({ ...old, event: undefined }),
      replace: open_id !== null,
    });
  const go = (id: string) => {
    set_at(id);
    if (open_id) void open(id);
  };
  const issue = issues.find(({ id }) => id === at);
  const is_member = may(session, "member");
  useKeys({
    ...steps(
      "issue",
      issues.map(({ id }) => id),
      at,
      go,
    ),
    x: () => at && is_member && choose(at),
    e: () =>
      !open_id && issue && is_member && issue.state !== "resolved" && triage.resolve([issue]),
    "/": focus_search,
    ...opens_row(at, open_id, (id) => void open(id)),
  });
}
