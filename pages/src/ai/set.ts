// What is chosen goes into the address.
import { useNavigate } from "@tanstack/react-router";
import type { AiSearch } from "./search";

export function useSet() {
  const navigate = useNavigate({ from: "/ai" });
  return (change: AiSearch, replace = false) =>
    void navigate({ to: ".", search: (old) => ({ ...old, ...change }), replace });
}
