// Cost, tokens or calls over time, divided by what the page breaks them down by.
import { NativeSelect } from "@mantine/core";
import type { Schemas } from "../api/client";
import { Bars, type Zoom } from "../kit/bars";
import { ChartSkeleton } from "../kit/skeletons";
import { count, usd } from "../kit/format";
import { is_divisible, type useCourse } from "./course";
import { useNames } from "./names";
import type { TokensSearch } from "./search";
import { useSet } from "./set";
import { stacked, type Stacked } from "./stack";

type Usage = Schemas["UsageReport"];
type Point = Schemas["Point"];
type Measure = NonNullable<TokensSearch["measure"]>;
type Course = ReturnType<typeof useCourse>;

const names = { cost: "Cost", tokens: "Tokens", calls: "Calls" };
const values: Record<Measure, (point: Point) => number> = {
  cost: ({ cost_nano_usd }) => cost_nano_usd,
  tokens: ({ total_tokens }) => total_tokens,
  calls: ({ requests }) => requests,
};

type ChoiceProps = { search: TokensSearch; usage: Usage | undefined };

export function ChartChoice({ search, usage }: ChoiceProps) {
  const { by = "model", of, measure, bars = "parts", compare = "" } = search;
  const set = useSet();
  const whole = measure === "tokens" ? "Input and output" : "All in one";
  return (
    <>
      {of === undefined && (!usage || is_divisible(usage)) && (
        <NativeSelect
          size="xs"
          aria-label="Bars"
          value={bars}
          onChange={({ currentTarget: { value } }) =>
            set({ bars: value === "whole" ? value : undefined })
          }
          data={[
            { value: "parts", label: `Divided by ${by}` },
            { value: "whole", label: whole },
          ]}
        />
      )}
      <NativeSelect
        size="xs"
        aria-label="Compare"
        value={compare}
        onChange={({ currentTarget: { value } }) =>
          set({ compare: value === "previous" ? value : undefined })
        }
        data={[
          { value: "", label: "Compare with nothing" },
          { value: "previous", label: "Compare with the time before" },
        ]}
      />
    </>
  );
}

function together(series: Point[], measure: Measure): Stacked {
  if (measure !== "tokens") {
    const bars = series.map((point) => ({ at_ms: point.at_ms, values: [values[measure](point)] }));
    return { bars, series: [{ name: "", tone: "blue" }] };
  }
  return {
    series: [
      { name: "input", tone: "blue" },
      { name: "output", tone: "green" },
    ],
    bars: series.map(({ at_ms, input_tokens, output_tokens }) => ({
      at_ms,
      values: [input_tokens, output_tokens],
    })),
  };
}

// Two providers may call a model the same.
function useDivided({ courses }: Course, measure: Measure): Stacked | undefined {
  const name_of = useNames(courses?.by ?? "model");
  if (!courses) return undefined;
  const keys = courses.parts.map(({ key }) => key);
  const is_alone = (key: string) => keys.indexOf(key) === keys.lastIndexOf(key);
  const parts = courses.parts.map(({ key, provider, report }) => ({
    name: is_alone(key) ? name_of(key) : `${provider} ${key}`,
    series: report?.series ?? [],
  }));
  return stacked(courses.whole.series, parts, values[measure]);
}

type ChartProps = { usage: Usage | undefined; search: TokensSearch; course: Course; zoom: Zoom };

export function Chart({ usage, search: { measure = "cost" }, course, zoom }: ChartProps) {
  const divided = useDivided(course, measure);
  if (!usage) return <ChartSkeleton />;
  const drawn = divided ?? together(usage.series, measure);
  const before = course.before ? course.before.series : undefined;
  return (
    <Bars
      label={`${names[measure]} per ${usage.bucket}`}
      {...drawn}
      show={measure === "cost" ? usd : count}
      zoom={zoom}
      before={
        before && {
          name: "the time before",
          at_ms: drawn.bars.map((_, index) => before[index]?.at_ms ?? 0),
          values: drawn.bars.map((_, index) => {
            const point = before[index];
            return point ? values[measure](point) : 0;
          }),
        }
      }
    />
  );
}
