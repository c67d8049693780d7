// Which key's uses are open stands in the address.
import { useNavigate, useSearch } from "@tanstack/react-router";

export function useUses(id: string) {
  const { uses } = useSearch({ from: "/inside/keys" });
  const navigate = useNavigate({ from: "/keys" });
  const go = (next: string | undefined) =>
    void navigate({ to: ".", search: (old) => ({ ...old, uses: next }) });
  return { opened: uses === id, open: () => go(id), close: () => go(undefined) };
}
