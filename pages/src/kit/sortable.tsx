// The head of a column that its list is sorted by when pressed.
import { UnstyledButton } from "@mantine/core";
import table from "./table.module.css";

export type Direction = "ascending" | "descending";
type Props = {
  label: string;
  className?: string | undefined;
  sorted: Direction | undefined; // only the column that it is sorted by
  press: () => void;
};

const arrows = { ascending: " ↑", descending: " ↓" };

export function Sortable({ label, className, sorted, press }: Props) {
  return (
    <th className={className} aria-sort={sorted}>
      <UnstyledButton className={table.sort} onClick={press}>
        {label}
        <span aria-hidden="true">{sorted ? arrows[sorted] : ""}</span>
      </UnstyledButton>
    </th>
  );
}
