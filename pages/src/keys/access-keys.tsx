import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { api, ok } from "../api/client";
import { usePollMs } from "../api/live";
import { held } from "../api/reach";
import { Ago, useNow } from "../kit/ago";
import { useAsked } from "../kit/asked";
import { Confirm } from "../kit/confirm";
import { CopyOnce } from "../kit/copy-once";
import { DeedsMenu, type Deed } from "../kit/deeds";
import { ExportCsv } from "../kit/export";
import { Listed } from "../kit/listed";
import { poll_while_short } from "../kit/paged";
import { Empty } from "../kit/states";
import table from "../kit/table.module.css";
import { toast, toast_fault, toast_undo } from "../kit/toasts";
import { access_query, fitting, useKeysDeed, type AccessKey } from "./data";
import { Filters } from "./filters";
import { KeyTable } from "./key-table";
import { NewKey } from "./new-key";
import { Reroll } from "./reroll";
import { is_filtered, type KeysSearch } from "./search";
import { useUses } from "./open-uses";
import css from "./keys.module.css";

const KeyUsage = lazy(held(() => import("./usage")));

type Show = (secret: string) => void;
type Of = { access_key: AccessKey };

export function AccessKeys({ search }: { search: KeysSearch }) {
  const { of_page, of_pages } = fitting(search);
  const refetchInterval = poll_while_short(usePollMs());
  const list = useInfiniteQuery({ ...access_query, select: of_pages, refetchInterval });
  const issue = useAsked("issue");
  const [shown, show] = useState<string | null>(null);
  return (
    <>
      <div className={css.head}>
        <p>Programs send one as a bearer token. Of each only a hash is kept.</p>
        <div className={table.buttons}>
          <ExportCsv name="access-keys" ask={async (at) => of_page(await access_query.ask(at))} />
          <Button size="xs" onClick={issue.open}>
            Issue a key
          </Button>
        </div>
      </div>
      <Filters search={search} of="access" />
      <Listed
        list={list}
        what="The keys"
        row_height={58}
        first_rows={4}
        empty={
          is_filtered(search) ? (
            <Empty title="No key fits these filters" />
          ) : (
            <Empty title="No access key yet">
              <p>Issue one with the scopes that a program needs, and no others.</p>
            </Empty>
          )
        }
      >
        {(keys) => (
          <KeyTable
            label="Key"
            keys={keys}
            under={(key) => <Under access_key={key} />}
            own={{ label: "Scopes", show: ({ scopes }) => scopes.join(", ") }}
            deeds={(key) => <Deeds access_key={key} show={show} />}
          />
        )}
      </Listed>
      {issue.opened && <NewKey close={issue.close} show={show} />}
      {shown && <CopyOnce title="Your new key" secret={shown} close={() => show(null)} />}
    </>
  );
}

// A key that was replaced is revoked at a time to come.
function Under({ access_key: { kind, shown: begin, last4, revoked_at_ms } }: Of) {
  const now = useNow();
  return (
    <>
      {kind}, <code>{`${begin}…${last4}`}</code>
      {revoked_at_ms && revoked_at_ms > now && (
        <>
          , ends <Ago at_ms={revoked_at_ms} />
        </>
      )}
    </>
  );
}

const admitted: Record<AccessKey["status"], string> = {
  active: "The key works again",
  revoked: "The key is still revoked",
  expired: "The key is no longer revoked, but has expired",
};

function Deeds({ access_key: key, show }: Of & { show: Show }) {
  const [open, set_open] = useState<"replace" | "revoke" | "delete" | null>(null);
  const close = () => set_open(null);
  const uses = useUses(key.id);
  const deleting = useKeysDeed(
    () => ok(api.DELETE("/api/v1/keys/access/{id}", { params: { path: { id: key.id } } })),
    () => {
      close();
      toast("The key is deleted");
    },
  );
  const set_status = (status: "active" | "revoked") => {
    const params = { path: { id: key.id } };
    return ok(api.PATCH("/api/v1/keys/access/{id}", { params, body: { status } }));
  };
  const admitting = useKeysDeed(
    () => set_status("active"),
    ({ status }) => toast(admitted[status]),
  );
  const let_in = () => admitting.mutate(undefined, { onError: toast_fault });
  const revoking = useKeysDeed(
    () => set_status("revoked"),
    () => {
      close();
      toast_undo("The key is revoked", let_in);
    },
  );
  const revoke = () => revoking.mutate(undefined, { onError: toast_fault });
  const deeds: Deed[] = [{ label: "Uses", run: uses.open }];
  if (key.status === "revoked") deeds.push({ label: "Let it in again", run: let_in });
  if (key.status === "active")
    deeds.push(
      { label: "Replace", run: () => set_open("replace") },
      { label: "Revoke", run: () => set_open("revoke"), loses: true },
    );
  deeds.push({ label: "Delete", run: () => set_open("delete"), loses: true });
  return (
    <>
      <DeedsMenu of={key.name} deeds={deeds} pending={deleting.isPending || admitting.isPending} />
      <Suspense fallback={null}>
        {uses.opened && <KeyUsage id={key.id} name={key.name} kind="access" close={uses.close} />}
      </Suspense>
      {open === "revoke" && (
        <Confirm
          title={`Revoke the key ${key.name}?`}
          button="Revoke"
          pending={revoking.isPending}
          run={revoke}
          cancel={close}
        >
          Programs that use it are refused until it is let in again.
        </Confirm>
      )}
      {open === "replace" && <Reroll access_key={key} close={close} show={show} />}
      {open === "delete" && (
        <Confirm
          title={`Delete the key ${key.name}?`}
          button="Delete"
          pending={deleting.isPending}
          run={() => deleting.mutate(undefined, { onError: toast_fault })}
          cancel={close}
        >
          Programs that use it are refused from now on.
        </Confirm>
      )}
    </>
  );
}
