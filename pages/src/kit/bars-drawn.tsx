// The bars themselves. Dragging over them, or Shift with the arrows and then Enter, chooses a time, where a page asks for that.
import { useChoice } from "./bars-choice";
import type { BarsProps } from "./bars";
import { marks_of } from "./bars-scale";
import css from "./bars.module.css";

const height = 120;
const slot = 10;

type DrawnProps = BarsProps & {
  most: number;
  least: number;
  at_bar: number | null;
  told: string;
  point: (index: number | null) => void;
};

export function Drawn(props: DrawnProps) {
  const { label, series, bars, show, zoom, before, most, least, at_bar, told } = props;
  const { first, last, heard } = useChoice(props);
  const marks = marks_of(least, most, bars);
  const width = Math.max(bars.length, 1) * slot;
  return (
    <>
      <div className={css.scale} aria-hidden>
        {marks.map((mark) => (
          <span key={mark} style={{ top: y_of(mark, most, least) }}>
            {show(mark)}
          </span>
        ))}
      </div>
      <svg
        className={css.chart}
        data-zooms={zoom ? true : undefined}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={1}
        aria-valuemax={Math.max(bars.length, 1)}
        aria-valuenow={(at_bar ?? 0) + 1}
        aria-valuetext={told}
        {...heard}
      >
        {marks.map((mark) => (
          <path key={mark} className={css.mark} d={`M0 ${y_of(mark, most, least)} H${width}`} />
        ))}
        {bars.map((bar, index) => (
          <g key={bar.at_ms}>
            <rect
              className={css.slot}
              data-at={index === at_bar || undefined}
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
        {before && (
          <path className={css.before} data-tone="before" d={line_of(before.values, most, least)} />
        )}
      </svg>
    </>
  );
}

const step_of = (most: number, least: number) =>
  most === least ? 0 : (height - 4) / (most - least);

const y_of = (value: number, most: number, least: number) =>
  height + (least - value) * step_of(most, least);

// What is below nothing hangs from the line of nothing.
function stacked(values: number[], most: number, least: number) {
  const step = step_of(most, least);
  let y = y_of(0, most, least);
  return values.map((value, part) => {
    y -= Math.max(value, 0) * step;
    return { y, tall: Math.abs(value) * step, part };
  });
}

// A step as wide as a bar for each value.
function line_of(values: number[], most: number, least: number) {
  const places = values.map(
    (value, index) => `${index * slot} ${y_of(value, most, least)} h${slot}`,
  );
  return places.length ? `M${places.join(" L")}` : "";
}
