import { SegmentedControl } from "@mantine/core";

export const ranges = ["24h", "7d", "30d", "90d"] as const;
export type Range = (typeof ranges)[number];

const labels: Record<Range, string> = {
  "24h": "24 hours",
  "7d": "7 days",
  "30d": "30 days",
  "90d": "90 days",
};

type Props = { value: Range; choose: (range: Range) => void };

export function RangeChoice({ value, choose }: Props) {
  return (
    <SegmentedControl
      size="xs"
      aria-label="Time"
      value={value}
      onChange={(next) => {
        const range = ranges.find((one) => one === next);
        if (range) choose(range);
      }}
      data={ranges.map((range) => ({ value: range, label: labels[range] }))}
    />
  );
}

// Minutes to add to UTC, so that days begin when they begin here.
export const utc_offset_min = -new Date().getTimezoneOffset();
