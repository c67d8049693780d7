// What is chosen goes into the address.
import { useNavigate } from "@tanstack/react-router";
import type { TokensSearch } from "./search";

export const usual = "30d";

export function useSet() {
  const navigate = useNavigate({ from: "/tokens" });
  return (change: TokensSearch) =>
    void navigate({ to: ".", search: (old) => ({ ...old, ...change }) });
}
