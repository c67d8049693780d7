// One stream of notifications for all pages. When it is lost, a new one begins where it ended;
// meanwhile pages ask again every five seconds.
import { useSyncExternalStore } from "react";
import type { QueryClient } from "@tanstack/react-query";
import { api, ok, type Schemas } from "./client";
import { is_short } from "../kit/paged";
import { after_pause } from "./reach";
import { refresh, session_now } from "./session";
import { follow, type Heard } from "./stream";

export type Notification = Schemas["Notification"];
export type Counts = Schemas["Counts"];

const path = "/api/v1/notifications/stream";
const pause_ms = 3000;
const settle_ms = 700; // a page that is left at once follows nothing
const listeners = new Set<() => void>();
let connected = true;

function set_connected(next: boolean) {
  if (connected === next) return;
  connected = next;
  listeners.forEach((tell) => tell());
}

const subscribe = (tell: () => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};
export const useConnected = () => useSyncExternalStore(subscribe, () => connected);

// How often a list asks again by itself, and how often while the live connection is lost.
export const lost_poll_ms = 5_000;
export const usePollMs = () => (useConnected() ? 20_000 : lost_poll_ms);

// Before a stream is open, and between two of which a change of role has ended the first, nothing tells of a change.
async function keep_role() {
  const { role } = await ok(api.GET("/api/v1/auth/session"));
  if (role !== session_now()?.role) await refresh();
}

export type OnNotification = (notification: Notification) => void;

export class Live {
  private last_id = "";
  private stop = new AbortController();
  constructor(
    private readonly queries: QueryClient,
    private readonly on_notification: OnNotification,
  ) {}

  begin() {
    const timer = setTimeout(() => void this.follow(), settle_ms);
    return () => {
      clearTimeout(timer);
      this.stop.abort();
    };
  }

  private async follow() {
    while (!this.stop.signal.aborted) {
      const began_ms = Date.now();
      await this.connect().catch(() => undefined);
      if (this.stop.signal.aborted) return;
      if (Date.now() - began_ms > pause_ms) continue; // a token that ran out; try at once
      set_connected(false);
      await after_pause(pause_ms);
    }
  }

  private connect() {
    const { signal } = this.stop;
    const opened = () => {
      if (!connected) void this.queries.invalidateQueries(); // for what was missed
      keep_role().catch(() => undefined);
      set_connected(true);
    };
    return follow({ path, last_id: this.last_id, signal, opened }, (heard) => this.take(heard));
  }

  private take({ event, data, id }: Heard) {
    if (id) this.last_id = id;
    if (event === "count") this.count(JSON.parse(data) as Counts);
    if (event === "reset") void this.queries.invalidateQueries();
    if (event === "notification") this.notify(JSON.parse(data) as Notification);
  }

  private count(counts: Counts) {
    this.queries.setQueryData<Counts>(["notifications", "count"], (old) =>
      old && old.revision > counts.revision ? old : counts,
    );
  }

  private notify(notification: Notification) {
    const subject = notification.topic.split(".")[0];
    this.ask_again(["notifications", "list"]);
    if (subject === "error") this.ask_again(["errors"]);
    if (subject === "execution") this.ask_again(["executions"]);
    if (subject === "key") this.ask_again(["keys"]);
    if (subject === "budget") this.ask_again(["tokens"]);
    if (subject === "member") this.ask_again(["team"]);
    if (notification.topic === "member.changed") refresh().catch(() => undefined);
    this.on_notification(notification);
  }

  private ask_again(queryKey: string[]) {
    void this.queries.invalidateQueries({ queryKey, predicate: is_short });
  }
}
