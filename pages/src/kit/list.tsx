// The end of a list that goes on: the next page comes when its end is near.
import { Button } from "@mantine/core";
import { useEffect, useRef } from "react";
import css from "./list.module.css";

type Paged = {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => unknown;
};

export function More({
  hasNextPage,
  isFetchingNextPage,
  isFetchNextPageError,
  fetchNextPage,
}: Paged) {
  const end = useRef<HTMLDivElement>(null);
  const waits = hasNextPage && !isFetchingNextPage && !isFetchNextPageError;
  useEffect(() => {
    if (!waits || !end.current) return;
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.at(-1)?.isIntersecting) fetchNextPage();
      },
      { rootMargin: "400px" },
    );
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [waits, fetchNextPage]);
  if (!hasNextPage) return null;
  return (
    <div ref={end} className={css.more}>
      <Button
        variant="default"
        size="xs"
        loading={isFetchingNextPage}
        onClick={() => fetchNextPage()}
      >
        {isFetchNextPageError ? "Try again" : "Show more"}
      </Button>
    </div>
  );
}
