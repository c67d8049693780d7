// What happened in the org: in short for everybody, in full and provably complete for admins.
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { api, ok, type Schemas } from "../api/client";
import { Ago } from "../kit/ago";
import { at, many } from "../kit/format";
import { Listed } from "../kit/listed";
import { usePolled } from "../kit/polled";
import { Pieces } from "../kit/pieces";
import { Empty } from "../kit/states";
import table from "../kit/table.module.css";
import { toast, toast_fault } from "../kit/toasts";
import { activity_list, audit_list } from "./data";
import { AuditFilters } from "./filters";
import type { TeamSearch } from "./search";
import { words } from "./words";

type Told = Pick<
  Schemas["Activity"],
  "action" | "actor_kind" | "actor_name" | "details" | "target_kind"
>;

const actor = ({ actor_kind, actor_name }: Told) =>
  actor_name ??
  { person: "somebody who left", key: "an access key", system: "the system" }[actor_kind];

function details({ details: told }: Told): string {
  if (typeof told !== "object" || told === null) return "";
  return Object.entries(told)
    .map(
      ([name, value]) =>
        `${name.replaceAll("_", " ")}: ${typeof value === "string" ? value : JSON.stringify(value)}`,
    )
    .join(", ");
}

export function Activity() {
  const list = usePolled(activity_list);
  return (
    <Listed
      list={list}
      what="The activity"
      row_height={58}
      empty={<Empty title="Nothing has happened yet" />}
    >
      {(rows) => (
        <table className={table.table}>
          <thead>
            <tr>
              <th>What</th>
              <th className={table.medium}>Who</th>
              <th>When</th>
            </tr>
          </thead>
          <Pieces as="tbody" rows={rows}>
            {(row) => (
              <tr key={row.id}>
                <td className={table.main}>
                  {words(row.action)}
                  <div className={table.under}>{details(row)}</div>
                </td>
                <td className={table.medium}>{actor(row)}</td>
                <td>
                  <Ago at_ms={row.at_ms} />
                </td>
              </tr>
            )}
          </Pieces>
        </table>
      )}
    </Listed>
  );
}

const verify_max = 1000;

async function verify() {
  let from_sequence: number | undefined;
  let checked = 0;
  for (;;) {
    const query = { from_sequence, limit: verify_max };
    const part = await ok(api.GET("/api/v1/team/audit/verify", { params: { query } }));
    checked += part.checked;
    if (!part.valid)
      throw new Error(`The log was tampered with at entry ${part.faults[0]?.sequence ?? "?"}.`);
    if (part.next_from_sequence == null) return checked;
    from_sequence = part.next_from_sequence;
  }
}

export function Audit({ search }: { search: TeamSearch }) {
  const list = usePolled(audit_list(search));
  const shown = list.data?.pages.flatMap(({ data }) => data) ?? [];
  const verifying = useMutation({
    mutationFn: verify,
    onSuccess: (checked) =>
      toast(`${many(checked, "entry", "entries")} are whole and in order`, { tone: "good" }),
    onError: toast_fault,
  });
  return (
    <>
      <div className={table.filters}>
        <AuditFilters search={search} seen={shown.map(({ action }) => action)} />
        <Button
          size="xs"
          variant="default"
          loading={verifying.isPending}
          onClick={() => verifying.mutate()}
        >
          Verify the log
        </Button>
      </div>
      <Listed
        list={list}
        what="The audit log"
        row_height={58}
        empty={
          <Empty
            title={
              search.actor || search.action ? "No entry fits these filters" : "The log is empty"
            }
          />
        }
      >
        {(rows) => (
          <table className={table.table}>
            <thead>
              <tr>
                <th className={`${table.number} ${table.medium}`}>No.</th>
                <th>What</th>
                <th className={table.medium}>Who</th>
                <th className={table.wide}>Address</th>
                <th>When</th>
              </tr>
            </thead>
            <Pieces as="tbody" rows={rows}>
              {(row) => (
                <tr key={row.id}>
                  <td className={`${table.number} ${table.medium}`}>{row.sequence}</td>
                  <td className={table.main}>
                    {words(row.action)}
                    <div className={table.under}>{details(row)}</div>
                  </td>
                  <td className={table.medium}>{actor(row)}</td>
                  <td className={table.wide}>{row.address}</td>
                  <td title={at(row.at_ms)}>
                    <Ago at_ms={row.at_ms} />
                  </td>
                </tr>
              )}
            </Pieces>
          </table>
        )}
      </Listed>
    </>
  );
}
