// Whether something that is shown has still to come, also where what was there before stands in for it.
import { useIsFetching } from "@tanstack/react-query";

const still_to_come = ({ state }: { state: { data?: unknown } }) => state.data === undefined;

export const useWaits = (): boolean =>
  useIsFetching({ type: "active", predicate: still_to_come }) > 0;
