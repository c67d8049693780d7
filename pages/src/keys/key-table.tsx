// Keys of both kinds, with what they have in common.
import type { ReactNode } from "react";
import { Ago } from "../kit/ago";
import { Badge } from "../kit/badge";
import { compact } from "../kit/format";
import table from "../kit/table.module.css";
import { status_tones, type AnyKey } from "./data";

type Props<Key> = {
  label: string;
  keys: Key[];
  under: (key: Key) => ReactNode;
  own: { label: string; show: (key: Key) => ReactNode };
  deeds: (key: Key) => ReactNode;
};

const when = (at_ms: number | null | undefined) => (at_ms ? <Ago at_ms={at_ms} /> : "never");

export function KeyTable<Key extends AnyKey>({ label, keys, under, own, deeds }: Props<Key>) {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th>{label}</th>
          <th>Status</th>
          <th className={table.wide}>{own.label}</th>
          <th className={table.medium}>Last used</th>
          <th className={`${table.number} ${table.wide}`}>Uses</th>
          <th className={table.medium}>Expires</th>
          <th>
            <span className={table.hidden}>Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <tr key={key.id}>
            <td className={table.main}>
              {key.name}
              <div className={table.under}>{under(key)}</div>
            </td>
            <td>
              <Badge tone={status_tones[key.status]}>{key.status}</Badge>
            </td>
            <td className={table.wide}>{own.show(key)}</td>
            <td className={table.medium}>{when(key.last_used_at_ms)}</td>
            <td className={`${table.number} ${table.wide}`}>{compact(key.usage_count)}</td>
            <td className={table.medium}>{when(key.expires_at_ms)}</td>
            <td className={table.number}>{deeds(key)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
