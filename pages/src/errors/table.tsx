import { Link } from "@tanstack/react-router";
import { Ago } from "../kit/ago";
import { SeverityBadge, StateBadge } from "../kit/badge";
import { ChooseAll, ChooseOne, type Choice } from "../kit/choice";
import { compact, count, many } from "../kit/format";
import { Pieces } from "../kit/pieces";
import { Sortable } from "../kit/sortable";
import { Sparkline } from "../kit/sparkline";
import table from "../kit/table.module.css";
import type { ListedIssue } from "./data";
import { useFilter } from "./filters";
import type { ErrorsSearch } from "./search";
import css from "./errors.module.css";

type Sort = NonNullable<ErrorsSearch["sort"]>;
type Props = {
  issues: ListedIssue[];
  search: ErrorsSearch;
  at: string | null;
  choice: Choice | null;
};

export function IssueTable({ issues, search, at, choice }: Props) {
  return (
    <table className={`${table.table} ${css.issues}`}>
      <thead>
        <tr>
          {choice && <ChooseAll choice={choice} />}
          <th>Issue</th>
          <th className={table.wide}>Last 24 hours</th>
          <SortBy
            name="events"
            label="Events"
            search={search}
            className={`${table.number} ${table.medium}`}
          />
          <SortBy
            name="users"
            label="People"
            search={search}
            className={`${table.number} ${table.medium}`}
          />
          <th className={table.medium}>Severity</th>
          <SortBy name="first_seen" label="First seen" search={search} className={table.wide} />
          <SortBy name="last_seen" label="Last seen" search={search} className={css.seen} />
        </tr>
      </thead>
      <Pieces as="tbody" rows={issues}>
        {(issue) => (
          <Row
            key={issue.id}
            issue={issue}
            search={search}
            is_at={issue.id === at}
            choice={choice}
          />
        )}
      </Pieces>
    </table>
  );
}

type SortProps = { name: Sort; label: string; search: ErrorsSearch; className?: string };

function SortBy({ name, label, search, className }: SortProps) {
  const set = useFilter();
  return (
    <Sortable
      label={label}
      className={className}
      sorted={(search.sort ?? "last_seen") === name ? "descending" : undefined}
      press={() => set({ sort: name === "last_seen" ? undefined : name })}
    />
  );
}

type RowProps = { issue: ListedIssue; search: ErrorsSearch; is_at: boolean; choice: Choice | null };

function Row({ issue, search, is_at, choice }: RowProps) {
  const shown_state = search.state !== undefined || issue.state !== "unresolved";
  const day = issue.sparkline.reduce((sum, value) => sum + value, 0);
  return (
    <tr id={`issue-${issue.id}`} className={table.row} data-at={is_at || undefined}>
      {choice && <ChooseOne choice={choice} id={issue.id} label={issue.title} />}
      <td className={table.main}>
        <Link
          from="/errors"
          to="/errors/$issue_id"
          params={{ issue_id: issue.id }}
          search={(old) => ({ ...old, event: undefined })}
          preload={false}
          className={`${table.open} ${css.title}`}
        >
          {issue.title}
        </Link>
        <div className={`${table.under} ${css.under}`}>
          {shown_state && <StateBadge state={issue.state} />}
          {issue.culprit && <span className={css.culprit}>{issue.culprit}</span>}
          <span>{issue.environment}</span>
          <span className={css.phone}>{many(issue.event_count, "event")}</span>
          <span className={css.phone}>
            <Ago at_ms={issue.last_seen_at_ms} />
          </span>
        </div>
      </td>
      <td className={table.wide}>
        <Sparkline values={issue.sparkline} label={`${many(day, "event")} in the last 24 hours`} />
      </td>
      <td className={`${table.number} ${table.medium}`} title={count(issue.event_count)}>
        {compact(issue.event_count)}
      </td>
      <td className={`${table.number} ${table.medium}`} title={count(issue.people_count)}>
        {compact(issue.people_count)}
      </td>
      <td className={table.medium}>
        <SeverityBadge severity={issue.severity} />
      </td>
      <td className={table.wide}>
        <Ago at_ms={issue.first_seen_at_ms} />
      </td>
      <td className={css.seen}>
        <Ago at_ms={issue.last_seen_at_ms} />
      </td>
    </tr>
  );
}
