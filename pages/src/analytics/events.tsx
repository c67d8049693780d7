// The events behind the figures, those that came last first.
import { NativeSelect } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { sentence } from "../api/problem";
import { Chip } from "../kit/chip";
import { ExportCsv } from "../kit/export";
import { ClearFilters } from "../kit/filter";
import { duration } from "../kit/format";
import { useKeys } from "../kit/keyboard";
import { Listed } from "../kit/listed";
import { Offered, offered_of } from "../kit/offered";
import { PageHead } from "../kit/page-head";
import { poll_while_short } from "../kit/paged";
import { period_name, period_of } from "../kit/period";
import { RangeChoice } from "../kit/range";
import { SearchBox } from "../kit/search-box";
import { Empty } from "../kit/states";
import { focus_search } from "../kit/steps";
import table from "../kit/table.module.css";
import { events_query } from "./data";
import { EventRecords } from "./event-records";
import { is_filtered, kinds, no_filters, type EventsSearch } from "./events-search";
import { usual } from "./set";

const poll_ms = 30_000;

function useSet() {
  const navigate = useNavigate({ from: "/analytics/events" });
  return (change: EventsSearch, replace = false) =>
    void navigate({ to: ".", search: (old) => ({ ...old, ...change }), replace });
}

export default function EventsPage() {
  const search = useSearch({ from: "/inside/analytics/events" });
  const period = period_of(search, usual);
  const query = events_query(period, search);
  const list = useInfiniteQuery({ ...query, refetchInterval: poll_while_short(poll_ms) });
  const events = list.data?.pages.flatMap(({ data }) => data) ?? [];
  const { range, since, until } = search;
  useKeys({ "/": focus_search });
  return (
    <>
      <PageHead title="Events">
        <Link to="/analytics" search={{ range, since, until }}>
          Show the figures
        </Link>
        <ExportCsv name={`events-${period_name(period)}`} ask={query.ask} />
      </PageHead>
      <Filters search={search} components={offered_of(events.map(({ component }) => component))} />
      <Listed
        list={list}
        what="The events"
        row_height={33}
        of="list"
        empty={<None filtered={is_filtered(search)} />}
      >
        {(rows) => <EventRecords events={rows} />}
      </Listed>
    </>
  );
}

function Filters({ search, components }: { search: EventsSearch; components: string[] }) {
  const set = useSet();
  return (
    <div className={table.filters} role="search">
      <SearchBox
        placeholder="Search by name"
        kept={search.q}
        send={(q, replace) => set({ q }, replace)}
      />
      <Offered
        name="Component"
        any="Any component"
        kept={search.component}
        offered={components}
        send={(component, replace) => set({ component }, replace)}
      />
      <NativeSelect
        size="xs"
        aria-label="Kind"
        value={search.kind ?? ""}
        onChange={({ currentTarget: { value } }) =>
          set({ kind: kinds.find((one) => one === value) })
        }
        data={[
          { value: "", label: "Every kind" },
          ...kinds.map((value) => ({ value, label: sentence(value) })),
        ]}
      />
      <RangeChoice search={search} usual={usual} choose={set} />
      <Chips search={search} />
      {is_filtered(search) && <ClearFilters clear={() => set(no_filters)} />}
    </div>
  );
}

// What came with a link.
function Chips({ search: { session, person, page, least_ms } }: { search: EventsSearch }) {
  const set = useSet();
  const longer = least_ms === undefined ? undefined : `${duration(least_ms)} and longer`;
  const chips: [name: string, value: string | undefined, without: EventsSearch][] = [
    ["Session", session, { session: undefined }],
    ["Person", person, { person: undefined }],
    ["Page", page, { page: undefined }],
    ["Duration", longer, { least_ms: undefined }],
  ];
  return chips.map(
    ([name, value, without]) =>
      value && <Chip key={name} name={name} value={value} remove={() => set(without)} />,
  );
}

const None = ({ filtered }: { filtered: boolean }) => (
  <Empty title={filtered ? "No event fits these filters" : "No event in this time"}>
    <p>
      {filtered ? "Clear a filter, or choose" : "Choose"} another time. Each event is kept for 30
      days; figures are kept longer.
    </p>
  </Empty>
);
