// The module comes with the first question and stays. Where WebAssembly is missing or forbidden, or the module can't be
// had, there is no preview; a form is as good without.
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { asker_of } from "./asker";
import address from "./preview.wasm?url";
import type { Answer, Question } from "./shapes";

const module_query = queryOptions({
  queryKey: ["preview"],
  queryFn: async () => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`The preview could not be loaded: ${answer.status}`);
    return asker_of(await WebAssembly.compile(await answer.arrayBuffer()));
  },
  staleTime: Infinity,
  gcTime: Infinity,
  retry: false,
  refetchOnReconnect: false,
});

export type Told = { state: "waits" | "unavailable" } | { state: "told"; answer: Answer };

// A null question waits until there is something to ask; the same one is asked once.
export function usePreview(question: Question | null): Told {
  const { data: ask, error } = useQuery(module_query);
  const text = question && JSON.stringify(question);
  return useMemo((): Told => {
    if (error) return { state: "unavailable" };
    if (!ask || !text) return { state: "waits" };
    try {
      return { state: "told", answer: ask(text) };
    } catch {
      return { state: "unavailable" };
    }
  }, [ask, error, text]);
}
