// How close rows stand; public/scheme.js sets it before the first paint.
import { useSyncExternalStore } from "react";

export const densities = ["comfortable", "compact"] as const;
export type Density = (typeof densities)[number];

const kept = "arris-density";
const listeners = new Set<() => void>();

const density_now = (): Density =>
  document.documentElement.dataset.density === "compact" ? "compact" : "comfortable";

export function set_density(next: Density) {
  localStorage.setItem(kept, next);
  document.documentElement.dataset.density = next;
  listeners.forEach((tell) => tell());
}

function subscribe(tell: () => void) {
  listeners.add(tell);
  return () => void listeners.delete(tell);
}

export const useDensity = () => useSyncExternalStore(subscribe, density_now);
