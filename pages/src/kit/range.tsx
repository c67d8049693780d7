// The choice of the time that a page shows.
import { Button, Popover, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { period_of, range_labels, ranges, zoomed } from "./period";
import type { Period, PeriodSearch, Range } from "./period";

const between = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

type Props = { search: PeriodSearch; usual: Range; choose: (change: PeriodSearch) => void };

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
        data={ranges.map((range) => ({ value: range, label: range_labels[range] }))}
      />
      <Popover opened={opened} onChange={set_opened} position="bottom-start" trapFocus>
        <Popover.Target>
          <Button
            size="xs"
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
// As a field of a form takes it; the clock may have been another then.
const local = (ms: number) =>
  new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

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
