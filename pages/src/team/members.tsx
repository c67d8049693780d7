import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { held } from "../api/reach";
import { Ago } from "../kit/ago";
import { Badge } from "../kit/badge";
import { compact, usd } from "../kit/format";
import { useKeys } from "../kit/keyboard";
import { Listed } from "../kit/listed";
import { usePolled } from "../kit/polled";
import { Sortable } from "../kit/sortable";
import { Empty } from "../kit/states";
import { focus_search, opens_row, steps } from "../kit/steps";
import table from "../kit/table.module.css";
import { member_list, name_of, sorted_members, type Member } from "./data";
import { Deeds } from "./deeds";
import { MemberFilters, useSet } from "./filters";
import { member_sorts, type MemberSort, type TeamSearch } from "./search";

const MemberDrawer = lazy(held(() => import("./member")));

export function Members({ search }: { search: TeamSearch }) {
  const list = usePolled(member_list(search));
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list;
  // The API knows the order of joining alone, so another one needs all of them.
  const wants_more =
    search.order !== undefined && hasNextPage && !isFetchingNextPage && !isFetchNextPageError;
  useEffect(() => {
    if (wants_more) void fetchNextPage();
  }, [wants_more, fetchNextPage]);
  return (
    <>
      <MemberFilters search={search} />
      <Listed
        list={list}
        what="The members"
        row_height={58}
        first_rows={5}
        empty={<Empty title="No member fits these filters" />}
      >
        {(members) => <Table members={sorted_members(members, search.order)} search={search} />}
      </Listed>
      <Suspense fallback={null}>
        {search.member && <MemberDrawer key={search.member} id={search.member} />}
      </Suspense>
    </>
  );
}

type TableProps = { members: Member[]; search: TeamSearch };

function Table({ members, search }: TableProps) {
  const set = useSet();
  const [at, set_at] = useState<string | null>(null);
  const ids = members.map(({ id }) => id);
  useKeys({
    ...steps("member", ids, at, set_at),
    ...opens_row(at, search.member ?? null, (id) => set({ member: id })),
    "/": focus_search,
  });
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <SortBy name="name" label="Member" order={search.order} />
          <th>Role</th>
          <SortBy
            name="last_active"
            label="Last active"
            order={search.order}
            className={table.medium}
          />
          <SortBy name="runs" label="Runs, 30 days" order={search.order} className={wide_number} />
          <SortBy
            name="tokens"
            label="AI tokens, 30 days"
            order={search.order}
            className={wide_number}
          />
          <SortBy
            name="cost"
            label="AI cost, 30 days"
            order={search.order}
            className={`${table.number} ${table.medium}`}
          />
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <Row key={member.id} member={member} is_at={member.id === at} />
        ))}
      </tbody>
    </table>
  );
}

const wide_number = `${table.number} ${table.wide}`;

type SortProps = { name: MemberSort; label: string; order?: MemberSort; className?: string };

// Pressed again, they are in the order of joining as before.
function SortBy({ name, label, order, className }: SortProps) {
  const set = useSet();
  return (
    <Sortable
      label={label}
      className={className}
      sorted={order === name ? member_sorts[name] : undefined}
      press={() => set({ order: order === name ? undefined : name })}
    />
  );
}

function Row({ member, is_at }: { member: Member; is_at: boolean }) {
  return (
    <tr id={`member-${member.id}`} className={table.row} data-at={is_at || undefined}>
      <td className={table.main}>
        <Link
          from="/team"
          to="."
          search={(old) => ({ ...old, member: member.id })}
          preload={false}
          className={table.open}
        >
          {name_of(member)}
        </Link>
        {member.status === "suspended" && (
          <>
            {" "}
            <Badge tone="orange">suspended</Badge>
          </>
        )}
        <div className={table.under}>{member.email}</div>
      </td>
      <td>
        <span className={table.above}>
          <Deeds member={member} />
        </span>
      </td>
      <td className={table.medium}>
        <Ago at_ms={member.last_active_at_ms} />
      </td>
      <td className={wide_number}>{compact(member.runs_30d)}</td>
      <td className={wide_number}>{compact(member.tokens_30d)}</td>
      <td className={`${table.number} ${table.medium}`}>{usd(member.cost_nano_usd_30d)}</td>
    </tr>
  );
}
