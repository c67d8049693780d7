// The log of a run: what is kept of it, and then each line as it comes, while it can be seen. Both may bring a line; its
// number counts.
import { useEffect, useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { api, ok } from "../api/client";
import { after_pause } from "../api/reach";
import { seen, until_hidden } from "../api/sight";
import { follow, type Heard } from "../api/stream";
import type { LogLine, Run } from "./data";

const pause_ms = 3000;
const page_max = 1000;
const lines_max = 20_000;

type Lines = ReadonlyMap<number, LogLine>;

export function useFollowed(run_id: string): LogLine[] {
  const queries = useQueryClient();
  const [lines, set_lines] = useState<Lines>(new Map());
  useEffect(() => {
    const path = `/api/v1/executions/${run_id}/stream`;
    const stop = new AbortController();
    let last_id = "";
    const add = (some: LogLine[]) =>
      set_lines((old) => new Map([...old, ...some.map((line) => [line.number, line] as const)]));
    const take = ({ event, data, id }: Heard) => {
      if (id) last_id = id;
      if (event === "log") add(numbered(data));
      if (event === "reset") void read_log(run_id, stop.signal, add);
      if (event !== "execution") return;
      queries.setQueryData(["executions", "run", run_id], JSON.parse(data) as Run);
    };
    const keep_up = async () => {
      for (let is_over = false; !is_over && !stop.signal.aborted;) {
        await seen();
        const signal = until_hidden(stop.signal);
        is_over = await follow({ path, last_id, signal }, take).catch(() => false);
        if (!signal.aborted) await after_pause(pause_ms);
      }
    };
    const timer = setTimeout(() => {
      void keep_up();
      read_log(run_id, stop.signal, add).catch(() => undefined);
    });
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [queries, run_id]);
  return [...lines.values()].sort((one, other) => one.number - other.number);
}

function numbered(data: string): LogLine[] {
  const told = JSON.parse(data) as { first_number: number; lines: Omit<LogLine, "number">[] };
  return told.lines.map((line, index) => ({ ...line, number: told.first_number + index }));
}

async function read_log(id: string, signal: AbortSignal, add: (lines: LogLine[]) => void) {
  for (let after = 0; after < lines_max && !signal.aborted;) {
    const query = { after, limit: page_max };
    const page = await ok(
      api.GET("/api/v1/executions/{id}/logs", { params: { path: { id }, query }, signal }),
    );
    if (page.data.length === 0) return;
    add(page.data);
    after = page.last_number;
    if (page.data.length < page_max) return;
  }
}
