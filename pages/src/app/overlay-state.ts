// Which of the overlays is open; anything may open one.
import { useSyncExternalStore } from "react";

export type Overlay = "palette" | "help";

const listeners = new Set<() => void>();
let opened: Overlay | null = null;

function set_opened(next: Overlay | null) {
  opened = next;
  listeners.forEach((tell) => tell());
}

export const open_overlay = (name: Overlay) => set_opened(name);
export const close_overlay = () => set_opened(null);

const subscribe = (tell: () => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

export const useOverlay = () => useSyncExternalStore(subscribe, () => opened);
