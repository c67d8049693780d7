// What the chart draws: the course of the whole, of its largest parts, and of the time before.
import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "../api/client";
import { period_of, utc_offset_min } from "../kit/period";
import { useInterval } from "../kit/polled";
import { before_query, breakdown_query, courses_query } from "./data";
import { filters_of, type TokensSearch } from "./search";
import { usual } from "./set";
import { parts_max } from "./stack";

type Usage = Schemas["UsageReport"];

const hour_ms = 3_600_000;

// Of one value the hours are known, of UTC.
export const is_divisible = (usage: Usage) =>
  usage.bucket !== "minute" && utc_offset_min % 60 === 0;

// Whole hours, so that the whole is asked for the same time as its parts.
const hours_of = ({ from_ms, to_ms }: Usage) => ({
  from_ms: Math.floor(from_ms / hour_ms) * hour_ms,
  to_ms: Math.ceil(to_ms / hour_ms) * hour_ms,
});

export function useCourse(search: TokensSearch, usage: Usage | undefined) {
  const { by = "model", of, bars, compare } = search;
  const period = period_of(search, usual);
  const breakdown = useQuery(breakdown_query(period, by)).data;
  const divided = usage && breakdown && is_divisible(usage) && !bars && of === undefined;
  const told = divided ? breakdown.data.filter(({ key }) => key !== "") : [];
  const parts = told
    .slice(0, parts_max)
    .map(({ key, provider }) => ({ key, provider: provider ?? undefined }));
  const courses = useQuery({
    ...courses_query(usage ? hours_of(usage) : period, by, usage?.bucket, parts),
    enabled: parts.length > 0,
    refetchInterval: useInterval(period, 3),
  });
  const before = useQuery({
    ...before_query(filters_of(search), usage),
    enabled: compare !== undefined && usage !== undefined,
  });
  return {
    courses: parts.length > 0 ? courses.data : undefined,
    before: compare && before.data,
    waits: (parts.length > 0 && courses.isPending) || (compare !== undefined && before.isPending),
  };
}
