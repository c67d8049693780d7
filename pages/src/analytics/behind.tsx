// The way from a figure to the events that it was made of.
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { zoomed, type Period } from "../kit/period";
import type { EventsSearch } from "./events-search";

type Props = {
  period: Period;
  of?: EventsSearch;
  className?: string;
  label?: string;
  children: ReactNode;
};

const search_of = (period: Period) =>
  "range" in period ? { range: period.range } : zoomed(period.from_ms, period.to_ms);

export const ToEvents = ({ period, of, className, label, children }: Props) => (
  <Link
    to="/analytics/events"
    search={{ ...search_of(period), ...of }}
    preload={false}
    className={className}
    aria-label={label}
  >
    {children}
  </Link>
);

// The slow ones of what a duration tells.
export const at_least = (ms: number | null | undefined): EventsSearch => ({
  least_ms: ms == null ? undefined : Math.floor(ms) || undefined,
});
