import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok } from "../api/client";
import { Ago, useNow } from "../kit/ago";
import { Badge } from "../kit/badge";
import { Confirm } from "../kit/confirm";
import { compact } from "../kit/format";
import { More, RowSkeletons } from "../kit/list";
import { Empty, Failed } from "../kit/states";
import table from "../kit/table.module.css";
import { toast, toast_fault } from "../kit/toasts";
import { status_tones, useKeysDeed, vault_query, type VaultKey } from "./data";
import { NewSecret, RotateSecret } from "./secret-forms";
import css from "./keys.module.css";

export function Vault() {
  const list = useInfiniteQuery(vault_query);
  const keys = list.data?.pages.flatMap(({ data }) => data) ?? [];
  const [adding, set_adding] = useState(false);
  return (
    <>
      <div className={css.head}>
        <p>Keys of AI providers, kept encrypted. Nobody can read one again; replace it instead.</p>
        <Button size="xs" onClick={() => set_adding(true)}>
          Add a secret
        </Button>
      </div>
      {list.error && !list.data && (
        <Failed what="The secrets" error={list.error} retry={() => void list.refetch()} />
      )}
      {list.isPending && <RowSkeletons rows={4} height={58} />}
      {list.data && keys.length === 0 && (
        <Empty title="No provider secret yet">
          <p>Add the key of a provider so that AI calls can be made in its name.</p>
        </Empty>
      )}
      {keys.length > 0 && (
        <table className={table.table}>
          <thead>
            <tr>
              <th>Secret</th>
              <th>Status</th>
              <th className={table.medium}>Checked</th>
              <th className={table.medium}>Last used</th>
              <th className={`${table.number} ${table.wide}`}>Uses</th>
              <th className={table.wide}>Expires</th>
              <th>
                <span className={css.hidden}>Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => (
              <Row key={key.id} secret={key} />
            ))}
          </tbody>
        </table>
      )}
      <More {...list} />
      {adding && <NewSecret close={() => set_adding(false)} />}
    </>
  );
}

function Row({ secret }: { secret: VaultKey }) {
  const now = useNow();
  return (
    <tr>
      <td className={table.main}>
        {secret.name}
        <div className={table.under}>
          {secret.service}, <code>{`…${secret.last4}`}</code>
          {secret.previous_ends_at_ms && secret.previous_ends_at_ms > now && (
            <>
              , the one before ends <Ago at_ms={secret.previous_ends_at_ms} />
            </>
          )}
        </div>
      </td>
      <td>
        <Badge tone={status_tones[secret.status]}>{secret.status}</Badge>
      </td>
      <td className={table.medium}>
        {secret.checked_at_ms ? (
          <>
            {secret.check_verdict}, <Ago at_ms={secret.checked_at_ms} />
          </>
        ) : (
          "never"
        )}
      </td>
      <td className={table.medium}>
        {secret.last_used_at_ms ? <Ago at_ms={secret.last_used_at_ms} /> : "never"}
      </td>
      <td className={`${table.number} ${table.wide}`}>{compact(secret.usage_count)}</td>
      <td className={table.wide}>
        {secret.expires_at_ms ? <Ago at_ms={secret.expires_at_ms} /> : "never"}
      </td>
      <td>
        <Deeds secret={secret} />
      </td>
    </tr>
  );
}

function Deeds({ secret: { id, name, status } }: { secret: VaultKey }) {
  const [open, set_open] = useState<"rotate" | "revoke" | "delete" | null>(null);
  const path = { path: { id } };
  const close = () => set_open(null);
  const checking = useKeysDeed(
    () => ok(api.POST("/api/v1/keys/{id}/check", { params: path })),
    ({ verdict, detail }) =>
      toast(`${verdict}: ${detail}`, {
        tone: verdict === "valid" ? "good" : "bad",
        stays_ms: 8000,
      }),
  );
  const revoking = useKeysDeed(
    () => ok(api.PATCH("/api/v1/keys/{id}", { params: path, body: { status: "revoked" } })),
    () => {
      close();
      toast("The secret is revoked");
    },
  );
  const deleting = useKeysDeed(
    () => ok(api.DELETE("/api/v1/keys/{id}", { params: path })),
    () => {
      close();
      toast("The secret is deleted");
    },
  );
  return (
    <div className={css.row_buttons}>
      {status === "active" && (
        <>
          <Button
            size="compact-xs"
            variant="default"
            loading={checking.isPending}
            onClick={() => checking.mutate(undefined, { onError: toast_fault })}
          >
            Check
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => set_open("rotate")}>
            Replace
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => set_open("revoke")}>
            Revoke
          </Button>
        </>
      )}
      <Button size="compact-xs" variant="subtle" color="red" onClick={() => set_open("delete")}>
        Delete
      </Button>
      {open === "rotate" && <RotateSecret id={id} name={name} close={close} />}
      {open === "revoke" && (
        <Confirm
          title={`Revoke ${name}?`}
          button="Revoke"
          pending={revoking.isPending}
          run={() => revoking.mutate(undefined, { onError: toast_fault })}
          cancel={close}
        >
          No call uses it from now on.
        </Confirm>
      )}
      {open === "delete" && (
        <Confirm
          title={`Delete ${name}?`}
          button="Delete"
          pending={deleting.isPending}
          run={() => deleting.mutate(undefined, { onError: toast_fault })}
          cancel={close}
        >
          The secret is lost for good, and what is known of its use too.
        </Confirm>
      )}
    </div>
  );
}
