// How long ago or until then, ticking, with the exact time in the title.
import { useSyncExternalStore } from "react";
import { ago, at_both } from "./format";

const tick_ms = 15_000;
let now_ms = Date.now();
const listeners = new Set<() => void>();
setInterval(() => {
  now_ms = Date.now();
  listeners.forEach((tell) => tell());
}, tick_ms);

const subscribe = (tell: () => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now_ms);
}

export function Ago({ at_ms }: { at_ms: number }) {
  const now = useNow();
  return (
    <time dateTime={new Date(at_ms).toISOString()} title={at_both(at_ms)}>
      {ago(at_ms, now)}
    </time>
  );
}
