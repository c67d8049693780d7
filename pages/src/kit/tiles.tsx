// A row of figures, each of which may show more of itself, and lead to what it was made of.
import { Skeleton, UnstyledButton } from "@mantine/core";
import type { ReactNode } from "react";
import table from "./table.module.css";

export type Tile = { label: string; value: string; note?: string; more?: More; behind?: ReactNode };
type More = { shown: boolean; show: () => void };

export function Tiles({ tiles, waits }: { tiles: Tile[]; waits: boolean }) {
  return (
    <dl className={table.tiles}>
      {tiles.map(({ label, value, note, more, behind }) => (
        <div key={label} className={table.tile} data-shown={more?.shown || undefined}>
          <dt>
            {more ? <Opener label={label} {...more} /> : label}
            {behind && <span className={table.behind}>{behind}</span>}
          </dt>
          <dd>
            <span className={table.value}>
              {waits ? <Skeleton height={20} width="60%" /> : value}
            </span>
            {note !== undefined && (
              <small title={waits ? undefined : note}>{waits ? "" : note}</small>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const Opener = ({ label, shown, show }: More & { label: string }) => (
  <UnstyledButton className={table.opener} aria-pressed={shown} onClick={show}>
    {label}
  </UnstyledButton>
);
