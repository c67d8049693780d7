// Whether the server can be reached. While it can't, nothing but /healthz is asked, every two seconds;
// queries and streams wait, and go on when it answers.
import { useSyncExternalStore } from "react";
import { onlineManager } from "@tanstack/react-query";

export type Reach = "reached" | "offline" | "gone";

const probe_pause_ms = 2000;
const listeners = new Set<() => void>();
let reach: Reach = navigator.onLine ? "reached" : "offline";
let probing = false;

function set_reach(next: Reach) {
  if (reach === next) return;
  reach = next;
  listeners.forEach((tell) => tell());
}

onlineManager.setEventListener((set_online) =>
  subscribe(() => {
    set_online(reach === "reached");
  }),
);
addEventListener("offline", () => set_reach("offline"));
addEventListener("online", () => {
  set_reach("gone");
  void probe();
});

const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

async function answers(): Promise<boolean> {
  try {
    return (await fetch("/healthz", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

async function probe() {
  if (probing) return;
  probing = true;
  while (reach === "gone") {
    if (await answers()) set_reach("reached");
    else await sleep(probe_pause_ms);
  }
  probing = false;
}

// As fetch; what can't be sent tells that the server is gone.
export async function ask(input: RequestInfo, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(input, init);
  } catch (error) {
    if (error instanceof TypeError && reach === "reached") {
      set_reach("gone");
      void probe();
    }
    throw error;
  }
}

function subscribe(tell: () => void) {
  listeners.add(tell);
  return () => void listeners.delete(tell);
}

export const useReach = () => useSyncExternalStore(subscribe, () => reach);

export const reached = () =>
  new Promise<void>((done) => {
    if (reach === "reached") return done();
    const stop = subscribe(() => {
      if (reach !== "reached") return;
      stop();
      done();
    });
  });

// After a pause, and not before the server can be reached again.
export const after_pause = (ms: number) =>
  reach === "reached" ? sleep(ms).then(reached) : reached();

// A part of the pages that is not here yet comes when the server is back.
export const held =
  <Part>(load: () => Promise<Part>) =>
  async (): Promise<Part> => {
    try {
      return await load();
    } catch (error) {
      if (await answers()) throw error;
      set_reach(navigator.onLine ? "gone" : "offline");
      void probe();
      await reached();
      return load();
    }
  };
