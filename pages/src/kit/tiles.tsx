// A row of figures.
import { Skeleton } from "@mantine/core";
import table from "./table.module.css";

export type Tile = { label: string; value: string; note?: string };

export function Tiles({ tiles, waits }: { tiles: Tile[]; waits: boolean }) {
  return (
    <dl className={table.tiles}>
      {tiles.map(({ label, value, note }) => (
        <div key={label} className={table.tile}>
          <dt>{label}</dt>
          <dd>
            <span className={table.value}>
              {waits ? <Skeleton height={20} width="60%" /> : value}
            </span>
            {note !== undefined && <small>{waits ? "" : note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
