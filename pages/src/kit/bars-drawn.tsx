// The bars themselves. Dragging over them chooses a time, where a page asks for that.
import { useState, type PointerEvent } from "react";
import type { Bar, BarsProps } from "./bars";
import css from "./bars.module.css";

const height = 120;
const slot = 10;
const hour_ms = 3_600_000;

// When a bar ends: when the next begins.
function end_of(bars: Bar[], index: number): number {
  const next = bars[index + 1]?.at_ms;
  if (next !== undefined) return next;
  const [before, last] = [bars[index - 1]?.at_ms, bars[index]?.at_ms ?? 0];
  return before === undefined ? last + hour_ms : last + (last - before);
}

type DrawnProps = BarsProps & {
  most: number;
  least: number;
  point: (index: number | null) => void;
};

export function Drawn(props: DrawnProps) {
  const { label, series, bars, show, zoom, before, most, least, point } = props;
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
      {before && <path className={css.before} d={line_of(before.values, most, least)} />}
    </svg>
  );
}

// What is below nothing hangs from the line of nothing.
function stacked(values: number[], most: number, least: number) {
  const step = most === least ? 0 : (height - 4) / (most - least);
  let y = height + least * step;
  return values.map((value, part) => {
    y -= Math.max(value, 0) * step;
    return { y, tall: Math.abs(value) * step, part };
  });
}

// A step as wide as a bar for each value.
function line_of(values: number[], most: number, least: number) {
  const step = most === least ? 0 : (height - 4) / (most - least);
  const base = height + least * step;
  const places = values.map((value, index) => `${index * slot} ${base - value * step} h${slot}`);
  return places.length ? `M${places.join(" L")}` : "";
}
