// One stream of notifications for all tabs in which a person looks at an org. When it is lost, a new one begins where
// it ended; meanwhile pages ask again every five seconds.
import { useSyncExternalStore } from "react";
import { api, ok } from "./client";
import { after_pause } from "./reach";
import { refresh, session_now } from "./session";
import { follow, type Heard } from "./stream";
import { Tabs } from "./tabs";
import type { Told } from "./told";

const path = "/api/v1/notifications/stream";
const pause_ms = 3000;
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
  const session = session_now();
  if (session && role !== session.role) await refresh();
}

type Said =
  | { kind: "opened" | "lost" }
  | { kind: "heard"; heard: Heard }
  | { kind: "state"; live?: boolean; last_id: string; count?: Heard };

export class Live {
  private last_id = "";
  private live?: boolean; // not known before the first stream
  private count?: Heard;
  private wake?: () => void;
  private readonly tabs: Tabs<Said>;

  // `whose` is of one person in one org.
  constructor(
    private readonly whose: string,
    private readonly told: Told,
  ) {
    this.tabs = new Tabs(`arris-live ${whose}`, {
      lead: (signal) => this.lead(signal),
      hear: (said) => this.hear(said),
      asked: () => this.asked(),
    });
  }

  begin() {
    set_connected(true);
    return this.tabs.begin();
  }

  private async lead(signal: AbortSignal) {
    while (!signal.aborted) {
      const began_ms = Date.now();
      await this.connect(signal).catch(() => undefined);
      if (signal.aborted) return;
      if (Date.now() - began_ms > pause_ms) continue; // a token that ran out; try at once
      this.say({ kind: "lost" });
      await this.pause(signal);
    }
  }

  private connect(signal: AbortSignal) {
    const { last_id, whose } = this;
    const opened = () => this.say({ kind: "opened" });
    const take = (heard: Heard) => this.say({ kind: "heard", heard });
    return follow({ path, last_id, whose, signal, opened }, take);
  }

  private pause(signal: AbortSignal) {
    const woken = new Promise<void>((done) => {
      this.wake = done;
      signal.addEventListener("abort", () => done(), { once: true });
    });
    return Promise.race([after_pause(pause_ms), woken]);
  }

  private say(said: Said) {
    this.tabs.tell(said);
    this.hear(said);
  }

  // The timers of a hidden tab are late by up to a minute.
  private asked(): Said {
    if (document.hidden) this.wake?.();
    const { live, last_id, count } = this;
    return { kind: "state", live, last_id, count };
  }

  private hear(said: Said) {
    if (said.kind === "opened") this.opened();
    if (said.kind === "lost") this.lost();
    if (said.kind === "heard") this.take(said.heard);
    if (said.kind !== "state") return;
    if (said.live && !this.live) this.opened();
    if (said.live === false) this.lost();
    this.last_id ||= said.last_id;
    this.told.begin(said.last_id);
    if (said.count) this.told.take(said.count);
  }

  private opened() {
    const may_have_missed = this.live === false || (this.live && this.last_id === "");
    if (may_have_missed) this.told.everything();
    keep_role().catch(() => undefined);
    this.live = true;
    set_connected(true);
  }

  private lost() {
    this.live = false;
    set_connected(false);
  }

  private take(heard: Heard) {
    if (heard.id) this.last_id = heard.id;
    if (heard.event === "count") this.count = heard;
    this.told.take(heard);
  }
}
