// What a form sends is sent once: a second press comes before its button is shown as busy.
import { useRef } from "react";

export function useOnce<Given extends unknown[]>(send: (...given: Given) => Promise<unknown>) {
  const under_way = useRef(false);
  return async (...given: Given) => {
    if (under_way.current) return;
    under_way.current = true;
    try {
      await send(...given);
    } catch {
      // Whoever sends it shows what is refused.
    } finally {
      under_way.current = false;
    }
  };
}
