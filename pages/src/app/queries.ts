// All that the pages know of the server. A refusal is final; a lost connection is tried again.
import { QueryClient } from "@tanstack/react-query";
import { Refusal } from "../api/problem";

const tries_max = 2;

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failed, error) =>
        failed < tries_max && (!(error instanceof Refusal) || error.problem.status >= 500),
    },
  },
});
