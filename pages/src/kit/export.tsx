// All rows of a list with its filters, as a file.
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { save } from "../api/export";
import { count } from "./format";
import { csv_of } from "./csv";
import { page_max, type At, type Page } from "./paged";
import { toast, toast_fault } from "./toasts";

const pages_max = 200;

type Props = { name: string; ask: (at: At) => Promise<Page<object>> };

async function read_all(ask: Props["ask"]): Promise<{ rows: object[]; whole: boolean }> {
  const rows: object[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < pages_max; ++pages) {
    const page = await ask({ cursor, limit: page_max });
    rows.push(...page.data);
    cursor = page.next_cursor ?? undefined;
    if (!cursor) return { rows, whole: true };
  }
  return { rows, whole: false };
}

export function ExportCsv({ name, ask }: Props) {
  const exporting = useMutation({
    mutationFn: () => read_all(ask),
    onSuccess: ({ rows, whole }) => {
      save(csv_of(rows), `${name}.csv`);
      if (!whole) toast(`The file holds the first ${count(rows.length)} rows; filter for less.`);
    },
    onError: toast_fault,
  });
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={exporting.isPending}
      onClick={() => exporting.mutate()}
    >
      Export as CSV
    </Button>
  );
}
