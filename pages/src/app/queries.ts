// All that the pages know of the server. A refusal is final; a lost connection is tried again, and everything is
// asked again after an outage. What a person does is sent at once or fails: it never happens later by itself.
import { QueryClient } from "@tanstack/react-query";
import { Refusal } from "../api/problem";

const tries_max = 2;

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      refetchOnReconnect: "always",
      retry: (failed, error) =>
        failed < tries_max && (!(error instanceof Refusal) || error.problem.status >= 500),
    },
    mutations: { networkMode: "always" },
  },
});
