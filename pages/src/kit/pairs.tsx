// Names and what they stand for, as programs wrote them.
import css from "./pairs.module.css";

export type Pair = [name: string, value: string];

export function Pairs({ pairs }: { pairs: Pair[] }) {
  return (
    <dl className={css.pairs}>
      {pairs.map(([name, value], index) => (
        <div key={index} className={css.pair}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const shown = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

// Of an object that came as JSON, without what is empty.
export const pairs_of = (value: unknown): Pair[] =>
  Object.entries(value ?? {})
    .filter(([, one]) => one !== null && one !== "")
    .map(([name, one]) => [name, shown(one)]);
