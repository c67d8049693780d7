// Notifications, one by one and those that are chosen.
import { Button, Checkbox } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState, type MouseEvent } from "react";
import type { Notification } from "../api/told";
import { Ago } from "../kit/ago";
import { Badge, type Tone } from "../kit/badge";
import { useChoice } from "../kit/choice";
import { many } from "../kit/format";
import { useKeys } from "../kit/keyboard";
import { Pieces } from "../kit/pieces";
import { steps } from "../kit/steps";
import { toast_undo } from "../kit/toasts";
import { useMark, type Marks } from "./data";
import css from "./notifications.module.css";

const tones: Record<Notification["type"], Tone> = {
  error: "red",
  warning: "orange",
  success: "green",
  info: "blue",
};

// What came unseen stays marked as new as long as the list is open: the server is told at once that it is seen.
function useFresh(rows: Notification[]): ReadonlySet<string> {
  const [fresh, set_fresh] = useState<ReadonlySet<string>>(new Set());
  const more = rows.filter(({ id, seen }) => !seen && !fresh.has(id));
  if (more.length === 0) return fresh;
  const next = new Set([...fresh, ...more.map(({ id }) => id)]);
  set_fresh(next);
  return next;
}

export function Rows({ rows }: { rows: Notification[] }) {
  const fresh = useFresh(rows);
  const mark = useMark();
  const { ids, choose, toggle } = useChoice(rows.map(({ id }) => id));
  const [at, set_at] = useState<string | null>(null);
  const apply = (some: string[], marks: Marks) => {
    mark.mutate({ ids: some, marks });
    choose([]);
    if (marks.archived)
      toast_undo(`Archived ${many(some.length, "notification")}`, () =>
        mark.mutate({ ids: some, marks: { archived: false } }),
      );
  };
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
          onChange={() => choose(ids.length === rows.length ? [] : rows.map(({ id }) => id))}
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
              is_new={fresh.has(row.id)}
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
  is_new: boolean;
  choose: () => void;
  apply: (marks: Marks) => void;
};

function Row({ row, is_at, is_chosen, is_new, choose, apply }: RowProps) {
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
          {is_new && <Badge tone="blue">new</Badge>}
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

// A path of ours opens here, anything else as the link that it is.
function Action({ row, read }: { row: Notification; read: () => void }) {
  const navigate = useNavigate();
  const url = row.action_url;
  if (!url) return null;
  const opens_here = url.startsWith("/");
  const open = (event: MouseEvent) => {
    read();
    if (!opens_here || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void navigate({ href: url });
  };
  return (
    <a href={url} {...(opens_here ? {} : elsewhere)} onClick={open}>
      {row.action_label ?? "Open"}
    </a>
  );
}

const elsewhere = { target: "_blank", rel: "noreferrer" };
