// All rows of a list with its filters, as a file.
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { save } from "../api/export";
import { count } from "./format";
import { csv_of } from "./csv";
import { read_all, type At, type Page } from "./paged";
import { toast, toast_fault } from "./toasts";

export type Exported = { text: string; rows: number; whole: boolean };

export function Export({ name, read }: { name: string; read: () => Promise<Exported> }) {
  const exporting = useMutation({
    mutationFn: read,
    onSuccess: ({ text, rows, whole }) => {
      save(text, `${name}.csv`);
      if (!whole) toast(`The file holds the first ${count(rows)} rows; filter for less.`);
    },
    onError: toast_fault,
  });
  return (
    <Button
      size="xs"
      variant="default"
      loading={exporting.isPending}
      onClick={() => exporting.mutate()}
    >
      Export as CSV
    </Button>
  );
}

type Props = { name: string; ask: (at: At) => Promise<Page<object>> };

export function ExportCsv({ name, ask }: Props) {
  const read = async () => {
    const { rows, whole } = await read_all(ask);
    return { text: csv_of(rows), rows: rows.length, whole };
  };
  return <Export name={name} read={read} />;
}
