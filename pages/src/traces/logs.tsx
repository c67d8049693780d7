// The log records of programs, newest first.
import { NativeSelect } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useKeys } from "../kit/keyboard";
import { Listed } from "../kit/listed";
import { poll_while_short } from "../kit/paged";
import { focus_search } from "../kit/steps";
import { logs_query, poll_ms, type Time } from "./data";
import { NoLogs } from "./empty";
import { Filters, services_of, useSet } from "./filters";
import { Records } from "./records";
import { levels, type TracesSearch } from "./search";

const labels = {
  debug: "Debug and above",
  info: "Info and above",
  warn: "Warnings and errors",
  error: "Errors",
  fatal: "Fatal errors",
};

export function Logs({ search, time }: { search: TracesSearch; time: Time }) {
  const set = useSet();
  const list = useInfiniteQuery({
    ...logs_query(time, search),
    refetchInterval: poll_while_short(poll_ms),
  });
  const records = list.data?.pages.flatMap(({ data }) => data) ?? [];
  useKeys({ "/": focus_search });
  return (
    <>
      <Filters search={search} placeholder="Search the text" services={services_of(records)}>
        <NativeSelect
          size="xs"
          aria-label="Level"
          value={search.level ?? ""}
          onChange={({ currentTarget: { value } }) =>
            set({ level: levels.find((one) => one === value) })
          }
          data={[
            { value: "", label: "Every level" },
            ...levels.map((value) => ({ value, label: labels[value] })),
          ]}
        />
      </Filters>
      <Listed
        list={list}
        what="The logs"
        row_height={33}
        of="list"
        empty={<NoLogs search={search} />}
      >
        {(rows) => <Records records={rows} />}
      </Listed>
    </>
  );
}
