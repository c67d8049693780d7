// What is chosen goes into the address.
import { useNavigate } from "@tanstack/react-router";
import type { AnalyticsSearch } from "./search";

export const usual = "30d";

export function useSet() {
  const navigate = useNavigate({ from: "/analytics" });
  return (change: AnalyticsSearch) =>
    void navigate({ to: ".", search: (old) => ({ ...old, ...change }) });
}
