// One event of an issue, and the way to the others.
import { Button, Skeleton } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { at_both, clock, count } from "../kit/format";
import { Ago } from "../kit/ago";
import { Icon } from "../kit/icons";
import { Pairs } from "../kit/pairs";
import { Failed } from "../kit/states";
import { event_query, events_query, type EventDetail, type Issue } from "./data";
import {
  breadcrumbs_of,
  sections_of,
  stack_text_of,
  thrown_of,
  traced_of,
  type Breadcrumb,
} from "./payload";
import { Stack } from "./stack";
import css from "./issue.module.css";

export function EventTab({ issue, latest }: { issue: Issue; latest: EventDetail | null }) {
  const { event: chosen } = useSearch({ from: "/inside/errors" });
  const id = chosen ?? latest?.id;
  const is_latest = id === latest?.id;
  const asked = useQuery({ ...event_query(id ?? ""), enabled: Boolean(id) && !is_latest });
  if (!id) return <p className={css.navigator}>Its events are older than what is kept.</p>;
  const event = is_latest ? latest : asked.data;
  return (
    <>
      <Navigator issue={issue} id={id} event={event ?? null} />
      {asked.error && !event && (
        <Failed what="The event" error={asked.error} retry={() => void asked.refetch()} />
      )}
      {event ? <Event event={event} /> : <Skeleton height={280} />}
    </>
  );
}

type NavigatorProps = { issue: Issue; id: string; event: EventDetail | null };

// Events come newest first; the older ones are read when they are wanted.
function Navigator({ issue, id, event }: NavigatorProps) {
  const navigate = useNavigate();
  const list = useInfiniteQuery(events_query(issue.id));
  const ids = list.data?.pages.flatMap(({ data }) => data.map((one) => one.id)) ?? [];
  const index = ids.indexOf(id);
  const go = (next: string | undefined) =>
    next && void navigate({ to: ".", search: (old) => ({ ...old, event: next }), replace: true });
  const older = async () => {
    if (index + 1 < ids.length || !list.hasNextPage) return go(ids[index + 1]);
    const more = await list.fetchNextPage();
    return go(more.data?.pages.flatMap(({ data }) => data.map((one) => one.id))[index + 1]);
  };
  const has_older = index >= 0 && (index + 1 < ids.length || list.hasNextPage);
  return (
    <div className={css.navigator}>
      <div className={css.navigator_buttons}>
        <Button
          size="compact-xs"
          variant="default"
          disabled={index <= 0}
          onClick={() => go(ids[0])}
        >
          Newest
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          disabled={index <= 0}
          leftSection={<Icon name="left" size={12} />}
          onClick={() => go(ids[index - 1])}
        >
          Newer
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          disabled={!has_older}
          rightSection={<Icon name="right" size={12} />}
          onClick={() => void older()}
        >
          Older
        </Button>
      </div>
      {index >= 0 && (
        <span>
          {count(index + 1)} of {count(Math.max(issue.event_count, ids.length))}
        </span>
      )}
      {event && (
        <>
          <span title={at_both(event.at_ms)}>
            <Ago at_ms={event.at_ms} />
          </span>
          <span>{event.environment}</span>
          <span>{event.release}</span>
          <ToTrace payload={event.payload} />
        </>
      )}
    </div>
  );
}

function ToTrace({ payload }: { payload: unknown }) {
  const traced = traced_of(payload);
  if (!traced) return null;
  const { trace_id, span_id } = traced;
  return (
    <Link to="/traces/$trace_id" params={{ trace_id }} search={{ span: span_id || undefined }}>
      Show its trace
    </Link>
  );
}

function Event({ event: { payload, id } }: { event: EventDetail }) {
  const crumbs = breadcrumbs_of(payload);
  return (
    <>
      <Stack thrown={thrown_of(payload)} text={stack_text_of(payload)} />
      {crumbs.length > 0 && <Breadcrumbs crumbs={crumbs} />}
      {sections_of(payload).map(({ title, rows }) => (
        <section key={title}>
          <h3 className={css.section}>{title}</h3>
          <Pairs pairs={rows} />
        </section>
      ))}
      <h3 className={css.section}>Event</h3>
      <Pairs pairs={[["id", id]]} />
    </>
  );
}

function Breadcrumbs({ crumbs }: { crumbs: Breadcrumb[] }) {
  return (
    <section>
      <h3 className={css.section}>Breadcrumbs</h3>
      <ol className={css.crumbs}>
        {crumbs.map((crumb, index) => (
          <li key={index}>
            <small title={crumb.at_ms === null ? undefined : at_both(crumb.at_ms)}>
              {crumb.at_ms === null ? "" : clock.format(crumb.at_ms)}
            </small>
            <small>
              {crumb.category} {crumb.level}
            </small>
            <span>
              {crumb.message} {crumb.data && <code>{crumb.data}</code>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
