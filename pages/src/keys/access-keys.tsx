import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok } from "../api/client";
import { Ago } from "../kit/ago";
import { Badge } from "../kit/badge";
import { Confirm } from "../kit/confirm";
import { CopyOnce } from "../kit/copy-once";
import { compact } from "../kit/format";
import { More, RowSkeletons } from "../kit/list";
import { Empty, Failed } from "../kit/states";
import table from "../kit/table.module.css";
import { toast, toast_fault } from "../kit/toasts";
import { access_query, status_tones, useKeysDeed, type AccessKey } from "./data";
import { NewKey } from "./new-key";
import { Reroll } from "./reroll";
import css from "./keys.module.css";

export function AccessKeys() {
  const list = useInfiniteQuery(access_query);
  const keys = list.data?.pages.flatMap(({ data }) => data) ?? [];
  const [adding, set_adding] = useState(false);
  const [shown, show] = useState<string | null>(null);
  return (
    <>
      <div className={css.head}>
        <p>Programs send one as a bearer token. Of each only a hash is kept.</p>
        <Button size="xs" onClick={() => set_adding(true)}>
          Issue a key
        </Button>
      </div>
      {list.error && !list.data && (
        <Failed what="The keys" error={list.error} retry={() => void list.refetch()} />
      )}
      {list.isPending && <RowSkeletons rows={4} height={58} />}
      {list.data && keys.length === 0 && (
        <Empty title="No access key yet">
          <p>Issue one with the scopes that a program needs, and no others.</p>
        </Empty>
      )}
      {keys.length > 0 && (
        <table className={table.table}>
          <thead>
            <tr>
              <th>Key</th>
              <th>Status</th>
              <th className={table.wide}>Scopes</th>
              <th className={table.medium}>Last used</th>
              <th className={`${table.number} ${table.wide}`}>Uses</th>
              <th className={table.medium}>Expires</th>
              <th>
                <span className={css.hidden}>Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => (
              <Row key={key.id} access_key={key} show={show} />
            ))}
          </tbody>
        </table>
      )}
      <More {...list} />
      {adding && <NewKey close={() => set_adding(false)} show={show} />}
      {shown && <CopyOnce title="Your new key" secret={shown} close={() => show(null)} />}
    </>
  );
}

type RowProps = { access_key: AccessKey; show: (secret: string) => void };

function Row({ access_key: key, show }: RowProps) {
  const [asking, set_asking] = useState(false);
  const [rerolling, set_rerolling] = useState(false);
  const deleting = useKeysDeed(
    () => ok(api.DELETE("/api/v1/keys/access/{id}", { params: { path: { id: key.id } } })),
    () => {
      set_asking(false);
      toast("The key is deleted");
    },
  );
  return (
    <tr>
      <td className={table.main}>
        {key.name}
        <div className={table.under}>
          {key.kind}, <code>{`${key.shown}…${key.last4}`}</code>
        </div>
      </td>
      <td>
        <Badge tone={status_tones[key.status]}>{key.status}</Badge>
      </td>
      <td className={table.wide}>{key.scopes.join(", ")}</td>
      <td className={table.medium}>
        {key.last_used_at_ms ? <Ago at_ms={key.last_used_at_ms} /> : "never"}
      </td>
      <td className={`${table.number} ${table.wide}`}>{compact(key.usage_count)}</td>
      <td className={table.medium}>
        {key.expires_at_ms ? <Ago at_ms={key.expires_at_ms} /> : "never"}
      </td>
      <td>
        <div className={css.row_buttons}>
          {key.status === "active" && (
            <Button size="compact-xs" variant="default" onClick={() => set_rerolling(true)}>
              Replace
            </Button>
          )}
          <Button size="compact-xs" variant="subtle" color="red" onClick={() => set_asking(true)}>
            Delete
          </Button>
        </div>
        {rerolling && <Reroll access_key={key} close={() => set_rerolling(false)} show={show} />}
        {asking && (
          <Confirm
            title={`Delete the key ${key.name}?`}
            button="Delete"
            pending={deleting.isPending}
            run={() => deleting.mutate(undefined, { onError: toast_fault })}
            cancel={() => set_asking(false)}
          >
            Programs that use it are refused from now on.
          </Confirm>
        )}
      </td>
    </tr>
  );
}
