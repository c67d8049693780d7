// The inbox, its filters and what can be done with all of it.
import { Button, SegmentedControl } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { usePollMs } from "../api/live";
import { api, ok } from "../api/client";
import { sentence } from "../api/problem";
import { ExportCsv } from "../kit/export";
import { ClearFilters, Filter, is_any, named } from "../kit/filter";
import { compact } from "../kit/format";
import { More } from "../kit/list";
import { RowSkeletons } from "../kit/skeletons";
import { poll_while_short } from "../kit/paged";
import { Empty, Failed } from "../kit/states";
import { counts_query, notifications_query, useMarkAll } from "./data";
import { boxes, categories, types, type NotificationsSearch } from "./search";
import { Rows } from "./rows";
import css from "./notifications.module.css";

export function Inbox({ search }: { search: NotificationsSearch }) {
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
      {list.isPending && <RowSkeletons height={65} of="list" />}
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

export function All({ search }: { search: NotificationsSearch }) {
  const counts = useQuery(counts_query).data;
  const unread = search.category ? counts?.by_category[search.category].unread : counts?.unread;
  const reading = useMarkAll("read-all");
  const archiving = useMarkAll("archive-all");
  return (
    <div className={css.all}>
      <ExportCsv name="notifications" ask={notifications_query(search).ask} />
      <Button
        size="xs"
        variant="default"
        disabled={!unread}
        loading={reading.isPending}
        onClick={() => reading.mutate(search.category)}
      >
        Mark all as read
      </Button>
      <Button
        size="xs"
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
      <Filter
        label="Category"
        any="Any category"
        value={search.category}
        options={categories.map((value) => ({ value, label: label_of(value) }))}
        choose={(value) => set({ category: categories.find((one) => one === value) })}
      />
      <Filter
        label="Type"
        any="Any type"
        value={search.type}
        options={named(types)}
        choose={(value) => set({ type: types.find((one) => one === value) })}
      />
      {is_any([search.box, search.category, search.type]) && (
        <ClearFilters clear={() => set({ box: undefined, category: undefined, type: undefined })} />
      )}
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
