import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { at_both, clock, many } from "../kit/format";
import { useTyped } from "../kit/typed";
import type { LogLine } from "./data";
import { levels, type RunsSearch } from "./search";
import css from "./runs.module.css";

const shown_max = 2000;

const fits = (line: LogLine, level: string, typed: string) =>
  levels.indexOf(line.level) >= levels.findIndex((one) => one === level) &&
  `${line.step} ${line.message}`.toLowerCase().includes(typed.toLowerCase());

function useFilters() {
  const { log, log_level: level = "debug" } = useSearch({ from: "/inside/executions" });
  const navigate = useNavigate();
  const set = (change: RunsSearch, replace = false) =>
    void navigate({ to: ".", search: (old) => ({ ...old, ...change }), replace });
  const [typed, type] = useTyped(log, (next, replace) => set({ log: next }, replace));
  const choose = (value: string) =>
    set({ log_level: levels.find((one) => one === value && one !== "debug") });
  return { level, choose, typed, type };
}

export function Log({ lines, alive }: { lines: LogLine[]; alive: boolean }) {
  const { level, choose, typed, type } = useFilters();
  const [held, set_held] = useState<number | null>(null);
  const last = lines.at(-1)?.number ?? 0;
  const fitting = lines.filter((line) => line.number <= (held ?? last) && fits(line, level, typed));
  const shown = fitting.slice(-shown_max);
  const box = useRef<HTMLDivElement>(null);
  const newest = shown.at(-1)?.number;
  useEffect(() => {
    if (held === null && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [newest, held]);
  return (
    <section>
      <h3 className={css.section}>Log</h3>
      <div className={css.log_bar}>
        <TextInput
          size="xs"
          type="search"
          aria-label="Search the log"
          placeholder="Search the log"
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
        />
        <NativeSelect
          size="xs"
          aria-label="Level"
          value={level}
          onChange={(event) => choose(event.currentTarget.value)}
          data={[
            { value: "debug", label: "Every level" },
            { value: "info", label: "Info and above" },
            { value: "warning", label: "Warnings and errors" },
            { value: "error", label: "Errors" },
          ]}
        />
        {(alive || held !== null) && (
          <Button size="xs" variant="default" onClick={() => set_held(held === null ? last : null)}>
            {held === null ? "Pause" : `Go on (${many(last - held, "new line")})`}
          </Button>
        )}
        <span>
          {fitting.length > shown.length && "the last "}
          {many(shown.length, "line")}
        </span>
      </div>
      <div ref={box} className={css.log} tabIndex={0} role="log" aria-label="Log">
        {shown.map((line) => (
          <div key={line.number} className={css.line} data-level={line.level}>
            <time dateTime={new Date(line.at_ms).toISOString()} title={at_both(line.at_ms)}>
              {clock.format(line.at_ms)}
            </time>
            <b>{line.level}</b>
            <span>
              {line.step && `${line.step}: `}
              {line.message}
              {line.fields != null && ` ${JSON.stringify(line.fields)}`}
            </span>
          </div>
        ))}
      </div>
    </section>
  );
}
