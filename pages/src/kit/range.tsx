// The time that a page shows: the last so many days, or any other, as it stands in the address.
import { Button, Popover, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { one_of } from "./search";

export const ranges = ["24h", "7d", "30d", "90d"] as const;
export type Range = (typeof ranges)[number];
export type PeriodSearch = { range?: Range; since?: number; until?: number };
export type Period = { range: Range } | { from_ms: number; to_ms: number };

const labels: Record<Range, string> = {
  "24h": "24 hours",
  "7d": "7 days",
  "30d": "30 days",
  "90d": "90 days",
};

const between = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

const instant = (value: unknown) =>
  typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : undefined;

export function period_search(search: Record<string, unknown>): PeriodSearch {
  const [since, until] = [instant(search.since), instant(search.until)];
  if (since !== undefined && until !== undefined && since < until) return { since, until };
  return { range: one_of(ranges, search.range) };
}

export const period_of = ({ range, since, until }: PeriodSearch, usual: Range): Period =>
  since !== undefined && until !== undefined
    ? { from_ms: since, to_ms: until }
    : { range: range ?? usual };

// As part of a file's name.
export const period_name = (period: Period) =>
  "range" in period
    ? period.range
    : `${[period.from_ms, period.to_ms].map((ms) => new Date(ms).toISOString().slice(0, 16).replaceAll(":", "")).join("-")}`;

// Minutes to add to UTC, so that days begin when they begin here.
export const utc_offset_min = -new Date().getTimezoneOffset();

type Props = { search: PeriodSearch; usual: Range; choose: (change: PeriodSearch) => void };

export const zoomed = (since: number, until: number): PeriodSearch => ({
  range: undefined,
  since,
  until,
});

export function RangeChoice({ search, usual, choose }: Props) {
  const period = period_of(search, usual);
  const [opened, set_opened] = useState(false);
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label="Time"
        value={"range" in period ? period.range : ""}
        onChange={(value) => {
          const range = ranges.find((one) => one === value);
          if (!range) return;
          choose({
            range: range === usual ? undefined : range,
            since: undefined,
            until: undefined,
          });
        }}
        data={ranges.map((range) => ({ value: range, label: labels[range] }))}
      />
      <Popover opened={opened} onChange={set_opened} position="bottom-start" trapFocus>
        <Popover.Target>
          <Button
            size="compact-sm"
            variant="default"
            aria-haspopup="dialog"
            aria-expanded={opened}
            onClick={() => set_opened(!opened)}
          >
            {"range" in period ? "Other time" : between.formatRange(period.from_ms, period.to_ms)}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label="Other time">
          {opened && (
            <OtherTime
              period={period}
              choose={(from, to) => {
                set_opened(false);
                choose(zoomed(from, to));
              }}
            />
          )}
        </Popover.Dropdown>
      </Popover>
    </>
  );
}

const day_ms = 86_400_000;
const local = (ms: number) => new Date(ms + utc_offset_min * 60_000).toISOString().slice(0, 16);

type OtherProps = { period: Period; choose: (from: number, to: number) => void };

function OtherTime({ period, choose }: OtherProps) {
  const [now_ms] = useState(() => Date.now());
  const [from, set_from] = useState(local("range" in period ? now_ms - day_ms : period.from_ms));
  const [to, set_to] = useState(local("range" in period ? now_ms : period.to_ms));
  const [from_ms, to_ms] = [new Date(from).getTime(), new Date(to).getTime()];
  const fault = from_ms >= to_ms ? "It must end after it begins" : null;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!fault) choose(from_ms, to_ms);
      }}
    >
      <Stack gap="xs">
        <TextInput
          size="xs"
          type="datetime-local"
          label="From"
          required
          value={from}
          onChange={(event) => set_from(event.currentTarget.value)}
        />
        <TextInput
          size="xs"
          type="datetime-local"
          label="To"
          required
          value={to}
          error={fault}
          onChange={(event) => set_to(event.currentTarget.value)}
        />
        <Button size="xs" type="submit">
          Show
        </Button>
      </Stack>
    </form>
  );
}
