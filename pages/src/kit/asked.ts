// A form that an address asks for by its hash, so that it can be opened from anywhere.
import { useLocation, useNavigate } from "@tanstack/react-router";

export type Form = "start" | "issue" | "add" | "invite" | "budget" | "webhook";

export function useAsked(form: Form) {
  const opened = useLocation({ select: ({ hash }) => hash === form });
  const navigate = useNavigate();
  const go = (hash: string) =>
    void navigate({ to: ".", search: true, hash, replace: true, resetScroll: false });
  return { opened, open: () => go(form), close: () => go("") };
}
