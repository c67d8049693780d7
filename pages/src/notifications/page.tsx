// The inbox.
import { Button, Checkbox, NativeSelect, SegmentedControl, Tabs } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { usePollMs, type Notification } from "../api/live";
import { api, ok } from "../api/client";
import { sentence } from "../api/problem";
import { may, useSession } from "../api/session";
import { Ago } from "../kit/ago";
import { Badge, type Tone } from "../kit/badge";
import { ExportCsv } from "../kit/export";
import { compact, many } from "../kit/format";
import { useKeys } from "../kit/keyboard";
import { More, RowSkeletons } from "../kit/list";
import { PageHead } from "../kit/page-head";
import { poll_while_short } from "../kit/paged";
import { Pieces } from "../kit/pieces";
import { Empty, Failed } from "../kit/states";
import { steps } from "../kit/steps";
import { toast_undo } from "../kit/toasts";
import { counts_query, notifications_query, useMark, useMarkAll, type Marks } from "./data";
import { boxes, categories, tabs, types, type NotificationsSearch } from "./search";
import { Preferences } from "./preferences";
import { Webhooks } from "./webhooks";
import css from "./notifications.module.css";

const tones: Record<Notification["type"], Tone> = {
  error: "red",
  warning: "orange",
  success: "green",
  info: "blue",
};

export default function NotificationsPage() {
  const search = useSearch({ from: "/inside/notifications" });
  const session = useSession();
  const navigate = useNavigate({ from: "/notifications" });
  const is_admin = may(session, "admin");
  const tab = search.tab === "webhooks" && !is_admin ? "inbox" : (search.tab ?? "inbox");
  return (
    <>
      <PageHead title="Notifications">{tab === "inbox" && <All search={search} />}</PageHead>
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(value) => {
          const next = tabs.find((one) => one === value);
          void navigate({ to: ".", search: next ? { tab: next } : {} });
        }}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="inbox">Inbox</Tabs.Tab>
          <Tabs.Tab value="preferences">Preferences</Tabs.Tab>
          {is_admin && <Tabs.Tab value="webhooks">Webhooks</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="inbox">
          <Inbox search={search} />
        </Tabs.Panel>
        <Tabs.Panel value="preferences">
          <Preferences />
        </Tabs.Panel>
        <Tabs.Panel value="webhooks">
          <Webhooks />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function Inbox({ search }: { search: NotificationsSearch }) {
  const poll_ms = usePollMs();
  const list = useInfiniteQuery({
    ...notifications_query(search),
    refetchInterval: poll_while_short(poll_ms),
  });
  const rows = list.data?.pages.flatMap(({ data }) => data) ?? [];
  useSeen();
  return (
    <>
      <Filters search={search} />
      {list.error && !list.data && (
        <Failed what="The notifications" error={list.error} retry={() => void list.refetch()} />
      )}
      {list.isPending && <RowSkeletons height={65} />}
      {list.data && rows.length === 0 && <Nothing search={search} />}
      {rows.length > 0 && <Rows key={JSON.stringify(search)} rows={rows} />}
      <More {...list} />
    </>
  );
}

// Whoever looks at the list has seen what is new in it.
function useSeen() {
  const counts = useQuery(counts_query);
  const unseen = counts.data?.unseen ?? 0;
  useEffect(() => {
    if (unseen > 0) ok(api.POST("/api/v1/notifications/seen", { body: {} })).catch(() => undefined);
  }, [unseen]);
}

function All({ search }: { search: NotificationsSearch }) {
  const counts = useQuery(counts_query).data;
  const unread = search.category ? counts?.by_category[search.category].unread : counts?.unread;
  const reading = useMarkAll("read-all");
  const archiving = useMarkAll("archive-all");
  return (
    <div className={css.all}>
      <ExportCsv name="notifications" ask={notifications_query(search).ask} />
      <Button
        size="compact-sm"
        variant="default"
        disabled={!unread}
        loading={reading.isPending}
        onClick={() => reading.mutate(search.category)}
      >
        Mark all as read
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        loading={archiving.isPending}
        onClick={() => archiving.mutate(search.category)}
      >
        Archive all that is read
      </Button>
    </div>
  );
}

function Filters({ search }: { search: NotificationsSearch }) {
  const navigate = useNavigate({ from: "/notifications" });
  const counts = useQuery(counts_query).data;
  const set = (change: NotificationsSearch) =>
    void navigate({ to: ".", search: (old) => ({ ...old, ...change }) });
  const shown = (name: (typeof boxes)[number]) =>
    name === "unread" && counts?.unread ? `Unread (${compact(counts.unread)})` : sentence(name);
  const label_of = (name: (typeof categories)[number]) => {
    const unread = counts?.by_category[name].unread ?? 0;
    return unread ? `${sentence(name)} (${compact(unread)} unread)` : sentence(name);
  };
  return (
    <div className={css.filters}>
      <SegmentedControl
        size="xs"
        aria-label="Box"
        value={search.box ?? "all"}
        onChange={(value) => {
          const box = boxes.find((one) => one === value);
          set({ box: box === "all" ? undefined : box });
        }}
        data={boxes.map((value) => ({ value, label: shown(value) }))}
      />
      <NativeSelect
        size="xs"
        aria-label="Category"
        value={search.category ?? ""}
        onChange={({ currentTarget: { value } }) =>
          set({ category: categories.find((one) => one === value) })
        }
        data={[
          { value: "", label: "Any category" },
          ...categories.map((value) => ({ value, label: label_of(value) })),
        ]}
      />
      <NativeSelect
        size="xs"
        aria-label="Type"
        value={search.type ?? ""}
        onChange={({ currentTarget: { value } }) =>
          set({ type: types.find((one) => one === value) })
        }
        data={[
          { value: "", label: "Any type" },
          ...types.map((value) => ({ value, label: sentence(value) })),
        ]}
      />
    </div>
  );
}

function Nothing({ search }: { search: NotificationsSearch }) {
  if (search.box === "unread" && !search.category && !search.type)
    return <Empty title="Everything is read" />;
  if (search.box || search.category || search.type)
    return <Empty title="Nothing fits these filters" />;
  return (
    <Empty title="No notifications yet">
      <p>New and returning errors, ended runs, used-up budgets, keys and members are told here.</p>
    </Empty>
  );
}

function Rows({ rows }: { rows: Notification[] }) {
  const mark = useMark();
  const [chosen, set_chosen] = useState<string[]>([]);
  const [at, set_at] = useState<string | null>(null);
  const ids = chosen.filter((id) => rows.some((row) => row.id === id));
  const apply = (some: string[], marks: Marks) => {
    mark.mutate({ ids: some, marks });
    set_chosen([]);
    if (marks.archived)
      toast_undo(`Archived ${many(some.length, "notification")}`, () =>
        mark.mutate({ ids: some, marks: { archived: false } }),
      );
  };
  const toggle = (id: string) =>
    set_chosen(ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]);
  useKeys({
    ...steps(
      "notification",
      rows.map(({ id }) => id),
      at,
      set_at,
    ),
    x: () => at && toggle(at),
    e: () => at && apply([at], { read: true }),
  });
  return (
    <>
      <div className={css.bulk} role="toolbar" aria-label="Chosen notifications">
        <Checkbox
          size="xs"
          label={
            ids.length
              ? `${many(ids.length, "notification")} selected`
              : "Select all that are shown"
          }
          checked={ids.length === rows.length}
          indeterminate={ids.length > 0 && ids.length < rows.length}
          onChange={() => set_chosen(ids.length === rows.length ? [] : rows.map(({ id }) => id))}
        />
        {ids.length > 0 && (
          <>
            <Button size="compact-xs" variant="default" onClick={() => apply(ids, { read: true })}>
              Mark as read
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => apply(ids, { read: false })}>
              Mark as unread
            </Button>
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => apply(ids, { archived: true })}
            >
              Archive
            </Button>
          </>
        )}
      </div>
      <div className={css.list}>
        <Pieces as="ul" rows={rows}>
          {(row) => (
            <Row
              key={row.id}
              row={row}
              is_at={row.id === at}
              is_chosen={ids.includes(row.id)}
              choose={() => toggle(row.id)}
              apply={(marks) => apply([row.id], marks)}
            />
          )}
        </Pieces>
      </div>
    </>
  );
}

type RowProps = {
  row: Notification;
  is_at: boolean;
  is_chosen: boolean;
  choose: () => void;
  apply: (marks: Marks) => void;
};

function Row({ row, is_at, is_chosen, choose, apply }: RowProps) {
  return (
    <li
      id={`notification-${row.id}`}
      className={css.row}
      data-unread={!row.read || undefined}
      data-at={is_at || undefined}
    >
      <Checkbox
        size="xs"
        aria-label={`Select ${row.title}`}
        checked={is_chosen}
        onChange={choose}
      />
      <div className={css.text}>
        <p className={css.title}>{row.title}</p>
        {row.message && <p className={css.message}>{row.message}</p>}
        <p className={css.under}>
          <Badge tone={tones[row.type]}>{row.critical ? "critical" : row.type}</Badge>
          <span>{row.category}</span>
          <Ago at_ms={row.created_at_ms} />
          {!row.read && <strong>unread</strong>}
          <Action row={row} read={() => !row.read && apply({ read: true })} />
        </p>
      </div>
      <div className={css.marks}>
        <Button size="compact-xs" variant="subtle" onClick={() => apply({ read: !row.read })}>
          {row.read ? "Unread" : "Read"}
        </Button>
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => apply({ archived: !row.archived })}
        >
          {row.archived ? "Take back" : "Archive"}
        </Button>
      </div>
    </li>
  );
}

// A path of ours opens here, when a page has it; anything else as the link that it is.
function Action({ row, read }: { row: Notification; read: () => void }) {
  const url = row.action_url;
  if (!url) return null;
  const label = row.action_label ?? "Open";
  if (url.startsWith("/errors/"))
    return (
      <Link
        to="/errors/$issue_id"
        params={{ issue_id: url.slice("/errors/".length) }}
        onClick={read}
      >
        {label}
      </Link>
    );
  if (url.startsWith("/executions/"))
    return (
      <Link
        to="/executions/$run_id"
        params={{ run_id: url.slice("/executions/".length) }}
        onClick={read}
      >
        {label}
      </Link>
    );
  if (url === "/notifications/webhooks")
    return (
      <Link to="/notifications" search={{ tab: "webhooks" }} onClick={read}>
        {label}
      </Link>
    );
  const place = ["/tokens", "/keys", "/team", "/settings"].find((path) => url.startsWith(path));
  if (place)
    return (
      <Link to={place} onClick={read}>
        {label}
      </Link>
    );
  if (url.startsWith("/")) return null;
  return (
    <a href={url} target="_blank" rel="noreferrer" onClick={read}>
      {label}
    </a>
  );
}
