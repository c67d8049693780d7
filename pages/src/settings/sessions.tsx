// Where somebody is signed in.
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { api, ok, type Schemas } from "../api/client";
import { useSignedOut } from "../app/signing-out";
import { useArrival } from "../kit/arrival";
import { Ago } from "../kit/ago";
import { Badge } from "../kit/badge";
import { Confirm } from "../kit/confirm";
import { ExportCsv } from "../kit/export";
import { Listed } from "../kit/listed";
import { page_max, paged } from "../kit/paged";
import { usePolled } from "../kit/polled";
import table from "../kit/table.module.css";
import { toast_fault } from "../kit/toasts";
import css from "./settings.module.css";

// Many at once, so that the one of this browser is among them.
const sessions_query = paged(["sessions"], (at) =>
  ok(api.GET("/api/v1/auth/sessions", { params: { query: { limit: page_max, ...at } } })),
);

// `children` come below the list and with it, so that nothing moves.
export function Sessions({ children }: { children: ReactNode }) {
  const list = usePolled(sessions_query);
  return (
    <>
      <section ref={useArrival("sessions")}>
        <h2 className={table.section}>Where you are signed in</h2>
        <Listed list={list} what="The sessions" row_height={58} first_rows={2} empty={null}>
          {(rows) => (
            <table className={table.table}>
              <thead>
                <tr>
                  <th>Browser</th>
                  <th className={table.medium}>Signed in</th>
                  <th className={table.medium}>Last renewed</th>
                  <th>End</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <SessionRow key={row.id} row={row} />
                ))}
              </tbody>
            </table>
          )}
        </Listed>
        {!list.isPending && <LeaveAll />}
      </section>
      {!list.isPending && children}
    </>
  );
}

function LeaveAll() {
  const [asking, set_asking] = useState(false);
  const leaving = useMutation({
    mutationFn: () => ok(api.POST("/api/v1/auth/logout-all", { body: {} })),
    onSuccess: useSignedOut(),
    onError: toast_fault,
  });
  return (
    <div className={css.under}>
      <Button size="xs" variant="default" onClick={() => set_asking(true)}>
        Sign out everywhere
      </Button>
      {asking && (
        <Confirm
          title="Sign out everywhere?"
          button="Sign out"
          pending={leaving.isPending}
          run={() => leaving.mutate()}
          cancel={() => set_asking(false)}
        >
          Every browser where you are signed in has to sign in again, this one too. What is typed
          there and not saved is lost.
        </Confirm>
      )}
      <ExportCsv name="sessions" ask={sessions_query.ask} />
    </div>
  );
}

function SessionRow({ row }: { row: Schemas["ListedSession"] }) {
  const queries = useQueryClient();
  const ending = useMutation({
    mutationFn: () =>
      ok(api.DELETE("/api/v1/auth/sessions/{id}", { params: { path: { id: row.id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["sessions"] }),
    onError: toast_fault,
  });
  return (
    <tr>
      <td className={table.main}>
        {row.current && <Badge tone="green">this one</Badge>}
        <div className={table.under} title={row.user_agent}>
          {row.user_agent || "unknown"}
        </div>
      </td>
      <td className={table.medium}>
        <Ago at_ms={row.created_at_ms} />
      </td>
      <td className={table.medium}>
        <Ago at_ms={row.refreshed_at_ms} />
      </td>
      <td>
        {!row.current && (
          <Button
            size="compact-xs"
            variant="default"
            loading={ending.isPending}
            onClick={() => ending.mutate()}
          >
            End
          </Button>
        )}
      </td>
    </tr>
  );
}
