// Who comes, who comes back, and what they look at.
import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "../api/client";
import { Bars, type Zoom } from "../kit/bars";
import { ChartSkeleton } from "../kit/skeletons";
import { average, compact, count, on_utc_day, percent_of } from "../kit/format";
import type { Period } from "../kit/period";
import { useInterval } from "../kit/polled";
import { Failed } from "../kit/states";
import table from "../kit/table.module.css";
import { Tiles } from "../kit/tiles";
import { ToEvents } from "./behind";
import { engagement_query } from "./data";
import css from "./analytics.module.css";

type Told = Schemas["Engagement"];

export function Engagement({ period, zoom }: { period: Period; zoom: Zoom }) {
  const asked = useQuery({ ...engagement_query(period), refetchInterval: useInterval(period, 3) });
  const told = asked.data;
  return (
    <section>
      <h2 className={table.section}>Engagement</h2>
      {asked.error && !told && (
        <Failed what="The engagement" error={asked.error} retry={() => void asked.refetch()} />
      )}
      <Tiles
        waits={!told}
        tiles={[
          { label: "People today", value: compact(told?.dau ?? 0) },
          { label: "In 7 days", value: compact(told?.wau ?? 0) },
          { label: "In 30 days", value: compact(told?.mau ?? 0) },
          {
            label: "Come on a day",
            value: told?.stickiness_percent == null ? "none" : percent_of(told.stickiness_percent),
            note: "of the people of 30 days",
          },
          { label: "Sessions per person", value: average(told?.sessions_per_person ?? 0) },
        ]}
      />
      {!told && !asked.error && <ChartSkeleton />}
      {told && (
        <Bars
          label="People per day"
          zoom={zoom}
          show={count}
          days="UTC"
          series={[
            { name: "returning", tone: "blue" },
            { name: "new", tone: "green" },
          ]}
          bars={told.series.map(({ at_ms, returning_people, new_people }) => ({
            at_ms,
            values: [returning_people, new_people],
          }))}
        />
      )}
      {told && told.cohorts.length > 0 && <Retention cohorts={told.cohorts} />}
      {told && told.pages.length > 0 && <TopPages pages={told.pages} period={period} />}
    </section>
  );
}

function Retention({ cohorts }: { cohorts: Told["cohorts"] }) {
  const weeks = Math.max(...cohorts.map(({ retained }) => retained.length));
  return (
    <>
      <h3 className={table.section}>How many come back</h3>
      <div className={css.scroll} tabIndex={0} role="region" aria-label="How many come back">
        <table className={css.cohorts}>
          <thead>
            <tr>
              <th>First came in the week of</th>
              <th>People</th>
              {Array.from({ length: weeks }, (_, week) => (
                <th key={week}>Week {week}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cohorts.map(({ at_ms, people, retained_percent, retained }) => (
              <tr key={at_ms}>
                <th scope="row">{on_utc_day(at_ms)}</th>
                <td>{count(people)}</td>
                {retained_percent.map((percent, week) => (
                  <td key={week} title={`${count(retained[week] ?? 0)} of ${count(people)}`}>
                    <span className={css.cell} style={{ opacity: percent / 100 }} />
                    <span className={css.percent}>{Math.round(percent)} %</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function TopPages({ pages, period }: { pages: Told["pages"]; period: Period }) {
  return (
    <>
      <h3 className={table.section}>Most viewed pages</h3>
      <table className={table.table}>
        <thead>
          <tr>
            <th>Page</th>
            <th className={table.number}>Views</th>
            <th className={table.number}>People</th>
          </tr>
        </thead>
        <tbody>
          {pages.map(({ page, views, people }) => (
            <tr key={page} className={table.row}>
              <td className={table.main}>
                <ToEvents period={period} of={{ kind: "view", page }} className={table.open}>
                  {page}
                </ToEvents>
              </td>
              <td className={table.number}>{compact(views)}</td>
              <td className={table.number}>{compact(people)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
