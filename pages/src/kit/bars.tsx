// Bars over time, stacked, each with its figures; a table of the same figures is for those who don't see it.
import { at, on_day } from "./format";
import css from "./bars.module.css";

export type Series = { name: string; tone: string };
export type Bar = { at_ms: number; values: number[] };
type Props = { label: string; series: Series[]; bars: Bar[]; show: (value: number) => string };

const height = 120;
const slot = 10;
const hour_ms = 3_600_000; // a day of a clock that is set is shorter by one
const day_ms = 24 * hour_ms;

export function Bars({ label, series, bars, show }: Props) {
  const is_daily =
    bars.length > 1 && (bars[1]?.at_ms ?? 0) - (bars[0]?.at_ms ?? 0) >= day_ms - hour_ms;
  const moment = is_daily ? on_day : at;
  const total = ({ values }: Bar) => values.reduce((sum, value) => sum + value, 0);
  const most = Math.max(...bars.map(total), 0);
  return (
    <figure className={css.figure}>
      <figcaption className={css.caption}>
        <strong>{label}</strong>
        {series.length > 1 &&
          series.map(({ name, tone }) => (
            <span key={name} className={css.key} data-tone={tone}>
              {name}
            </span>
          ))}
        <span className={css.most}>highest {show(most)}</span>
      </figcaption>
      <svg
        className={css.chart}
        viewBox={`0 0 ${Math.max(bars.length, 1) * slot} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${label}: highest ${show(most)}`}
      >
        {bars.map((bar, index) => (
          <g key={bar.at_ms}>
            <title>{`${moment(bar.at_ms)}: ${told(bar, series, show)}`}</title>
            <rect className={css.slot} x={index * slot} y="0" width={slot} height={height} />
            {stacked(bar.values, most).map(({ y, tall, part }) => (
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
      <div className={css.ends}>
        <span>{bars[0] && moment(bars[0].at_ms)}</span>
        <span>{bars.length > 1 && moment(bars[bars.length - 1]?.at_ms ?? 0)}</span>
      </div>
    </figure>
  );
}

const told = ({ values }: Bar, series: Series[], show: (value: number) => string) =>
  values.map((value, index) => `${series[index]?.name ?? ""} ${show(value)}`.trim()).join(", ");

function stacked(values: number[], most: number) {
  let y = height;
  return values.map((value, part) => {
    const tall = most === 0 ? 0 : (value / most) * (height - 4);
    y -= tall;
    return { y, tall, part };
  });
}
