// What is typed goes into the address after a pause; Back goes past all of it at once.
import { useEffect, useRef, useState } from "react";

const pause_ms = 250;

export function useTyped(
  kept: string | undefined,
  send: (value: string | undefined, replace: boolean) => void,
): [string, (value: string) => void] {
  const [typed, set_typed] = useState(kept ?? "");
  const sent = useRef(kept ?? "");
  useEffect(() => {
    if ((kept ?? "") === sent.current) return;
    sent.current = kept ?? "";
    set_typed(kept ?? "");
  }, [kept]);
  useEffect(() => {
    const next = typed.trim();
    if (next === sent.current) return;
    const timer = setTimeout(() => {
      const replace = sent.current !== "";
      sent.current = next;
      send(next || undefined, replace);
    }, pause_ms);
    return () => clearTimeout(timer);
  });
  return [typed, set_typed];
}
