import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { api, ok } from "../api/client";
import { usePollMs } from "../api/live";
import { held } from "../api/reach";
import { Ago, useNow } from "../kit/ago";
import { useAsked } from "../kit/asked";
import { Confirm } from "../kit/confirm";
import { DeedsMenu } from "../kit/deeds";
import { ExportCsv } from "../kit/export";
import { Listed } from "../kit/listed";
import { poll_while_short } from "../kit/paged";
import { Empty } from "../kit/states";
import table from "../kit/table.module.css";
import { toast, toast_fault } from "../kit/toasts";
import { fitting, useKeysDeed, vault_query, type VaultKey } from "./data";
import { Filters } from "./filters";
import { KeyTable } from "./key-table";
import { NewSecret, RotateSecret } from "./secret-forms";
import { is_filtered, type KeysSearch } from "./search";
import { useUses } from "./open-uses";
import css from "./keys.module.css";

const KeyUsage = lazy(held(() => import("./usage")));

export function Vault({ search }: { search: KeysSearch }) {
  const { of_page, of_pages } = fitting(search);
  const refetchInterval = poll_while_short(usePollMs());
  const list = useInfiniteQuery({ ...vault_query, select: of_pages, refetchInterval });
  const add = useAsked("add");
  return (
    <>
      <div className={css.head}>
        <p>Keys of AI providers, kept encrypted. Nobody can read one again; replace it instead.</p>
        <div className={table.buttons}>
          <ExportCsv
            name="provider-secrets"
            ask={async (at) => of_page(await vault_query.ask(at))}
          />
          <Button size="xs" onClick={add.open}>
            Add a secret
          </Button>
        </div>
      </div>
      <Filters search={search} of="providers" />
      <Listed
        list={list}
        what="The secrets"
        row_height={58}
        first_rows={4}
        empty={
          is_filtered(search) ? (
            <Empty title="No secret fits these filters" />
          ) : (
            <Empty title="No provider secret yet">
              <p>Add the key of a provider so that AI calls can be made in its name.</p>
            </Empty>
          )
        }
      >
        {(keys) => (
          <KeyTable
            label="Secret"
            keys={keys}
            under={(secret) => <Under secret={secret} />}
            own={{ label: "Checked", show: checked }}
            deeds={(secret) => <Deeds secret={secret} />}
          />
        )}
      </Listed>
      {add.opened && <NewSecret close={add.close} />}
    </>
  );
}

const checked = ({ check_verdict, checked_at_ms }: VaultKey) =>
  checked_at_ms ? (
    <>
      {check_verdict}, <Ago at_ms={checked_at_ms} />
    </>
  ) : (
    "never"
  );

function Under({ secret }: { secret: VaultKey }) {
  const now = useNow();
  return (
    <>
      {secret.service}, <code>{`…${secret.last4}`}</code>
      {secret.previous_ends_at_ms && secret.previous_ends_at_ms > now && (
        <>
          , the one before ends <Ago at_ms={secret.previous_ends_at_ms} />
        </>
      )}
    </>
  );
}

function Deeds({ secret: { id, name, status } }: { secret: VaultKey }) {
  const [open, set_open] = useState<"rotate" | "revoke" | "delete" | null>(null);
  const path = { path: { id } };
  const close = () => set_open(null);
  const uses = useUses(id);
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
  const show = { label: "Uses", run: uses.open };
  const active = [
    { label: "Check", run: () => checking.mutate(undefined, { onError: toast_fault }) },
    { label: "Replace", run: () => set_open("rotate") },
    { label: "Revoke", run: () => set_open("revoke"), loses: true },
  ];
  const remove = { label: "Delete", run: () => set_open("delete"), loses: true };
  return (
    <>
      <DeedsMenu
        of={name}
        deeds={[show, ...(status === "active" ? active : []), remove]}
        pending={checking.isPending}
      />
      <Suspense fallback={null}>
        {uses.opened && <KeyUsage id={id} name={name} kind="provider" close={uses.close} />}
      </Suspense>
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
    </>
  );
}
