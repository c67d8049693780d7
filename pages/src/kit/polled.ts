// What asks again by itself, more often while the live connection is lost.
import { useInfiniteQuery } from "@tanstack/react-query";
import { usePollMs } from "../api/live";
import { poll_while_short, type Page, type paged, type Shown } from "./paged";
import { has_ended, type Period } from "./period";

export const usePolled = <Answer extends Page<unknown>>(query: ReturnType<typeof paged<Answer>>) =>
  useInfiniteQuery({ ...query, refetchInterval: poll_while_short(usePollMs()) });

// For figures of a time, which stay as they are once it has ended: what takes a server long `times` as seldom.
export function useInterval(period: Period, times = 1) {
  const poll_ms = times * usePollMs();
  return (query: Shown) => !has_ended(period) && poll_while_short(poll_ms)(query);
}
