// Bars of equal time, the last of them now.
import css from "./sparkline.module.css";

const bar_width = 4;
const gap = 1;
const height = 24;

export function Sparkline({ values, label }: { values: number[]; label: string }) {
  const most = Math.max(1, ...values);
  const width = Math.max(0, values.length * (bar_width + gap) - gap);
  return (
    <svg className={css.chart} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {values.map((value, index) => {
        const tall = value === 0 ? 1 : Math.max(2, (value / most) * height);
        return (
          <rect
            key={index}
            className={value === 0 ? css.none : css.bar}
            x={index * (bar_width + gap)}
            y={height - tall}
            width={bar_width}
            height={tall}
          />
        );
      })}
    </svg>
  );
}
