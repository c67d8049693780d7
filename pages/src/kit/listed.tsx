// A list that is asked for page by page: waiting, failed, empty, or its rows and then more of them. It is empty once no
// page is left: one that found nothing where it looked may go on.
import type { ReactNode } from "react";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { More } from "./list";
import { RowSkeletons } from "./skeletons";
import { Failed } from "./states";

type Props<Row> = {
  list: UseInfiniteQueryResult<InfiniteData<{ data: Row[] }>>;
  what: string;
  row_height: number;
  first_rows?: number;
  of?: "list"; // else of a table
  empty: ReactNode;
  children: (rows: Row[]) => ReactNode;
};

export function Listed<Row>({
  list,
  what,
  row_height,
  first_rows,
  of,
  empty,
  children,
}: Props<Row>) {
  const rows = list.data?.pages.flatMap(({ data }) => data) ?? [];
  const is_lost = list.isFetchNextPageError && rows.length === 0;
  const waits = list.isPending || (list.hasNextPage && rows.length === 0 && !is_lost);
  return (
    <>
      {list.error && (!list.data || is_lost) && (
        <Failed what={what} error={list.error} retry={() => void list.refetch()} />
      )}
      {waits && <RowSkeletons rows={first_rows} height={row_height} of={of} />}
      {list.data && !waits && !is_lost && rows.length === 0 && empty}
      {rows.length > 0 && children(rows)}
      <More {...list} />
    </>
  );
}
