// What is still to come, in the shape that it will have.
import { Skeleton } from "@mantine/core";
import css from "./skeletons.module.css";
import table from "./table.module.css";

const chart_height = 201; // of the whole figure

const waits = { role: "status", "aria-busy": true, "aria-label": "Loading" } as const;

type RowsProps = { rows?: number | undefined; height: number; of?: "table" | "list" };

export const RowSkeletons = ({ rows = 12, height, of = "table" }: RowsProps) => (
  <div className={css.rows} {...waits}>
    {of === "table" && (
      <div className={css.head}>
        <Skeleton height={8} width="4rem" />
      </div>
    )}
    {Array.from({ length: rows }, (_, index) => (
      <div key={index} className={css.row} style={{ height }}>
        <Skeleton height={12} width={`${30 + ((index * 17) % 35)}%`} />
        {of === "table" && (
          <>
            <Skeleton className={css.figure} height={10} width="4rem" />
            <Skeleton className={css.figure} height={10} width="3rem" />
          </>
        )}
      </div>
    ))}
  </div>
);

const bars = 30;

export const ChartSkeleton = () => (
  <div className={css.chart} style={{ height: chart_height }} {...waits}>
    <Skeleton height={12} width="8rem" />
    <div className={css.bars}>
      {Array.from({ length: bars }, (_, index) => (
        <div key={index} style={{ height: `${20 + ((index * 37) % 71)}%` }} />
      ))}
    </div>
  </div>
);

// Of what is narrowed or sorted by: so many fields.
export const FilterSkeleton = ({ fields }: { fields: number }) => (
  <div className={table.filters}>
    {Array.from({ length: fields }, (_, index) => (
      <Skeleton key={index} height={30} width={index ? "7rem" : "8rem"} />
    ))}
  </div>
);

type SectionProps = {
  title: string;
  fields?: number;
  rows: number;
  height?: number;
  of?: "table" | "list";
};

export const SectionSkeleton = ({ title, fields, rows, height = 46, of }: SectionProps) => (
  <section>
    <h2 className={table.section}>{title}</h2>
    {fields !== undefined && <FilterSkeleton fields={fields} />}
    <RowSkeletons rows={rows} height={height} of={of} />
  </section>
);

const facts = 6;

// Of a drawer: what it is, what can be done, and what is known.
export const DetailSkeleton = () => (
  <div className={css.detail} {...waits}>
    <Skeleton height={14} width="40%" />
    <div className={css.deeds}>
      <Skeleton height={30} width="5.5rem" />
      <Skeleton height={30} width="5.5rem" />
    </div>
    <div className={css.facts}>
      {Array.from({ length: facts }, (_, index) => (
        <Skeleton key={index} height={34} />
      ))}
    </div>
    <Skeleton height={12} width="30%" />
    <Skeleton height={160} />
  </div>
);
