// Of a long list only what is near the screen stands in the page; a space as high stands in for the rest. The rows
// come and go by pieces, each a group of its own in the table or list.
import { useEffect, useRef, useState, type ReactNode } from "react";

const piece_rows = 50;
const near = "1500px";

type Group = "tbody" | "ul";
type Props<Row> = { as: Group; rows: Row[]; children: (row: Row) => ReactNode };

export function Pieces<Row>({ as, rows, children }: Props<Row>) {
  const count = Math.ceil(rows.length / piece_rows);
  return Array.from({ length: count }, (_, index) => (
    <Piece
      key={index}
      as={as}
      rows={rows.slice(index * piece_rows, (index + 1) * piece_rows)}
      show={children}
    />
  ));
}

// Columns keep the width that they once needed, or they would jump as rows come and go. The widest has the rest. A table
// whose rows are all away needs nothing.
function keep_columns(table: HTMLTableElement | null) {
  if (!table?.querySelector("tbody tr:not([aria-hidden])")) return;
  const heads = [...table.querySelectorAll<HTMLElement>("thead th")];
  const widths = heads.map(({ offsetWidth }) => offsetWidth);
  const most = Math.max(...widths);
  heads.forEach(({ style }, index) => {
    if (widths[index] !== most) style.minWidth = `${widths[index]}px`;
  });
}

type PieceProps<Row> = { as: Group; rows: Row[]; show: (row: Row) => ReactNode };

function Piece<Row>({ as: Element, rows, show }: PieceProps<Row>) {
  const place = useRef<HTMLTableSectionElement & HTMLUListElement>(null);
  const [away_px, set_away] = useState<number | null>(null);
  useEffect(() => {
    const watch = new IntersectionObserver(
      (entries) => {
        const entry = entries.at(-1); // on a busy page several come at once
        if (!entry) return;
        keep_columns(entry.target.closest("table"));
        set_away(entry.isIntersecting ? null : entry.boundingClientRect.height);
      },
      { rootMargin: near },
    );
    if (place.current) watch.observe(place.current);
    return () => watch.disconnect();
  }, []);
  const space = { height: away_px ?? 0 };
  return (
    <Element ref={place}>
      {away_px === null && rows.map(show)}
      {away_px !== null && Element === "tbody" && <tr aria-hidden="true" style={space} />}
      {away_px !== null && Element === "ul" && <li aria-hidden="true" style={space} />}
    </Element>
  );
}
