// Whether the server can be reached. While it can't, /healthz is asked every two seconds; queries and
// streams wait, and go on when it answers. What a person sends is tried all the same.
import { useSyncExternalStore } from "react";
import { onlineManager } from "@tanstack/react-query";
import { Unreached } from "./problem";

export type Reach = "reached" | "offline" | "gone";

const probe_pause_ms = 2000;
const probe_max_ms = 5000;
const listeners = new Set<() => void>();
let reach: Reach = "reached";
let probing = false;

// A server on this machine needs no network, so the browser's word for it only chooses the words.
const unreached = (): Reach => (navigator.onLine ? "gone" : "offline");

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
addEventListener("offline", () => void probe());
addEventListener("online", () => void probe());

const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

async function answers(): Promise<boolean> {
  try {
    return (
      await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(probe_max_ms) })
    ).ok;
  } catch {
    return false;
  }
}

async function probe() {
  if (probing) return;
  probing = true;
  while (!(await answers())) {
    set_reach(unreached());
    await sleep(probe_pause_ms);
  }
  set_reach("reached");
  probing = false;
}

// As fetch; what can't be sent tells that the server is gone, and is an Unreached.
export async function ask(input: RequestInfo, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(input, init);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    if (reach === "reached") {
      set_reach(unreached());
      void probe();
    }
    throw new Unreached(error);
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

// A part of the pages that is not here yet comes when the server is back, which it may be already.
export const held =
  <Part>(load: () => Promise<Part>) =>
  async (): Promise<Part> => {
    try {
      return await load();
    } catch {
      if (!(await answers())) {
        set_reach(unreached());
        void probe();
        await reached();
      }
      return load();
    }
  };
