// Bars over time, stacked. Dragging over them chooses a time, where a page asks for that.
import { useState, type PointerEvent } from "react";
import { UnstyledButton } from "@mantine/core";
import { BarsMenu } from "./bars-file";
import { at, on_day } from "./format";
import css from "./bars.module.css";

export type Series = { name: string; tone: string };
export type Bar = { at_ms: number; values: number[] };
export type Zoom = (from_ms: number, to_ms: number) => void;
type Show = (value: number) => string;
export type BarsProps = { label: string; series: Series[]; bars: Bar[]; show: Show; zoom?: Zoom };

export const chart_height = 198; // of the whole figure, for what stands in its place
const height = 120;
const slot = 10;
const hour_ms = 3_600_000; // a day of a clock that is set is shorter by one
const day_ms = 24 * hour_ms;

export function moment_of(bars: Bar[]) {
  const is_daily =
    bars.length > 1 && (bars[1]?.at_ms ?? 0) - (bars[0]?.at_ms ?? 0) >= day_ms - hour_ms;
  return is_daily ? on_day : at;
}

export const total_of = ({ values }: Bar) => values.reduce((sum, value) => sum + value, 0);

// When a bar ends: when the next begins.
function end_of(bars: Bar[], index: number): number {
  const next = bars[index + 1]?.at_ms;
  if (next !== undefined) return next;
  const [before, last] = [bars[index - 1]?.at_ms, bars[index]?.at_ms ?? 0];
  return before === undefined ? last + hour_ms : last + (last - before);
}

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
  const moment = moment_of(bars);
  const most = Math.max(...bars.map(total_of), 0);
  const least = Math.min(...bars.map(total_of), 0);
  const pointed = at_bar === null ? undefined : bars[at_bar];
  return (
    <figure className={css.figure}>
      <figcaption className={css.caption}>
        <strong>{label}</strong>
        {series.length > 1 &&
          series.map(({ name, tone }) => (
            <UnstyledButton
              key={name}
              className={css.key}
              data-tone={tone}
              aria-pressed={!hidden.includes(name)}
              onClick={() =>
                set_hidden(
                  hidden.includes(name) ? hidden.filter((one) => one !== name) : [...hidden, name],
                )
              }
            >
              {name}
            </UnstyledButton>
          ))}
        <span className={css.most}>
          {pointed
            ? `${moment(pointed.at_ms)}: ${told(pointed, series, show)}`
            : `highest ${show(most)}`}
        </span>
        <BarsMenu {...props} shown={bars} />
      </figcaption>
      <Drawn {...props} bars={bars} most={most} least={least} point={set_at_bar} />
      <div className={css.ends}>
        <span>{bars[0] && moment(bars[0].at_ms)}</span>
        <span>{bars.length > 1 && moment(bars[bars.length - 1]?.at_ms ?? 0)}</span>
      </div>
    </figure>
  );
}

type DrawnProps = BarsProps & {
  most: number;
  least: number;
  point: (index: number | null) => void;
};

function Drawn({ label, series, bars, show, zoom, most, least, point }: DrawnProps) {
  const [chosen, set_chosen] = useState<[number, number] | null>(null);
  const [first, last] = chosen ? [Math.min(...chosen), Math.max(...chosen)] : [0, -1];
  const index_of = ({ clientX, currentTarget }: PointerEvent<SVGSVGElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    const index = Math.floor(((clientX - left) / width) * bars.length);
    return Math.min(Math.max(index, 0), bars.length - 1);
  };
  const begin = (event: PointerEvent<SVGSVGElement>) => {
    if (!zoom || bars.length < 2 || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const index = index_of(event);
    set_chosen([index, index]);
  };
  const move = (event: PointerEvent<SVGSVGElement>) => {
    const index = index_of(event);
    point(index);
    if (chosen) set_chosen([chosen[0], index]);
  };
  const end = () => {
    set_chosen(null);
    if (zoom && last > first) zoom(bars[first]?.at_ms ?? 0, end_of(bars, last));
  };
  return (
    <svg
      className={css.chart}
      data-zooms={zoom ? true : undefined}
      viewBox={`0 0 ${Math.max(bars.length, 1) * slot} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${label}: highest ${show(most)}`}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={() => set_chosen(null)}
      onPointerLeave={() => point(null)}
    >
      {bars.map((bar, index) => (
        <g key={bar.at_ms}>
          <rect
            className={css.slot}
            data-chosen={(index >= first && index <= last) || undefined}
            x={index * slot}
            y="0"
            width={slot}
            height={height}
          />
          {stacked(bar.values, most, least).map(({ y, tall, part }) => (
            <rect
              key={part}
              className={css.bar}
              data-tone={series[part]?.tone}
              x={index * slot + 1}
              y={y}
              width={slot - 2}
              height={tall}
            />
          ))}
        </g>
      ))}
    </svg>
  );
}

const told = ({ values }: Bar, series: Series[], show: Show) =>
  values.map((value, index) => `${series[index]?.name ?? ""} ${show(value)}`.trim()).join(", ");

// What is below nothing hangs from the line of nothing.
function stacked(values: number[], most: number, least: number) {
  const step = most === least ? 0 : (height - 4) / (most - least);
  let y = height + least * step;
  return values.map((value, part) => {
    y -= Math.max(value, 0) * step;
    return { y, tall: Math.abs(value) * step, part };
  });
}
