// Bars over time, stacked, with a line of what was before, if asked.
import { useState } from "react";
import { UnstyledButton } from "@mantine/core";
import { Drawn } from "./bars-drawn";
import { BarsMenu } from "./bars-file";
import { moment_of, type Moment } from "./bars-time";
import css from "./bars.module.css";

export type Series = { name: string; tone: string };
export type Bar = { at_ms: number; values: number[] };
export type Zoom = (from_ms: number, to_ms: number) => void;
type Show = (value: number) => string;
// As many values as there are bars, drawn on the same scale.
export type Before = { name: string; at_ms: number[]; values: number[] };
export type BarsProps = {
  label: string;
  series: Series[];
  bars: Bar[];
  show: Show;
  zoom?: Zoom;
  before?: Before;
  days?: "UTC"; // else those of the person's own zone
};

export const total_of = ({ values }: Bar) => values.reduce((sum, value) => sum + value, 0);

export function Bars(props: BarsProps) {
  const { label, series, show } = props;
  const [hidden, set_hidden] = useState<string[]>([]);
  const [at_bar, set_at_bar] = useState<number | null>(null);
  const bars = props.bars.map((bar) => ({
    ...bar,
    values: bar.values.map((value, part) =>
      hidden.includes(series[part]?.name ?? "") ? 0 : value,
    ),
  }));
  const moment = moment_of(props);
  const before = props.before && !hidden.includes(props.before.name) ? props.before : undefined;
  const drawn = [...bars.map(total_of), ...(before?.values ?? [])];
  const [most, least] = [Math.max(...drawn, 0), Math.min(...drawn, 0)];
  const told =
    at_bar === null ? `highest ${show(most)}` : told_at(at_bar, { ...props, bars, before }, moment);
  const keys = props.before ? [...series, { name: props.before.name, tone: "before" }] : series;
  return (
    <figure className={css.figure}>
      <figcaption className={css.caption}>
        <strong>{label}</strong>
        {keys.length > 1 &&
          keys
            .filter(({ name }) => name)
            .map(({ name, tone }) => (
              <UnstyledButton
                key={name}
                className={css.key}
                data-tone={tone}
                aria-pressed={!hidden.includes(name)}
                onClick={() =>
                  set_hidden(
                    hidden.includes(name)
                      ? hidden.filter((one) => one !== name)
                      : [...hidden, name],
                  )
                }
              >
                {name}
              </UnstyledButton>
            ))}
        <span className={css.most}>{told}</span>
        <BarsMenu {...props} shown={{ ...props, bars, before }} />
      </figcaption>
      <div className={css.plot}>
        <Drawn {...{ ...props, bars, before, most, least, at_bar, told }} point={set_at_bar} />
        <div className={css.ends}>
          <span>{bars[0] && moment(bars[0].at_ms)}</span>
          <span>{bars.length > 1 && moment(bars[bars.length - 1]?.at_ms ?? 0)}</span>
        </div>
      </div>
    </figure>
  );
}

const values_of = ({ values }: Bar, series: Series[], show: Show) =>
  values.map((value, index) => `${series[index]?.name ?? ""} ${show(value)}`.trim()).join(", ");

function told_at(index: number, { bars, series, show, before }: BarsProps, moment: Moment) {
  const bar = bars[index];
  if (!bar) return "";
  const now = `${moment(bar.at_ms)}: ${values_of(bar, series, show)}`;
  const [at_ms, value] = [before?.at_ms[index], before?.values[index]];
  if (at_ms === undefined || value === undefined) return now;
  return `${now}; ${moment(at_ms)}: ${show(value)}`;
}
