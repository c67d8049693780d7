// What a person does to issues, with an undo where nothing is lost by it.
import { toast, toast_undo } from "../kit/toasts";
import { many } from "../kit/format";
import { useChangeIssues, type IssueChange } from "./data";

type Target = { id: string; state: string };

export type Triage = ReturnType<typeof useTriage>;

export function useTriage() {
  const { mutate } = useChangeIssues();
  // Conditions of a mute or a resolution can't be brought back, so only what was open has an undo.
  const enter = (issues: Target[], change: IssueChange, said: string) => {
    const ids = issues.map(({ id }) => id);
    const was_open = issues.every(({ state }) => state === "unresolved");
    const told = ids.length === 1 ? said : `${said}: ${many(ids.length, "issue")}`;
    const undo = () => mutate({ ids, change: { state: "unresolved" } });
    mutate({ ids, change }, { onSuccess: () => (was_open ? toast_undo(told, undo) : toast(told)) });
  };
  return {
    resolve: (issues: Target[], resolved_in_release?: string) =>
      enter(issues, { state: "resolved", resolved_in_release }, "Resolved"),
    reopen: (issues: Target[]) => enter(issues, { state: "unresolved" }, "Reopened"),
    mute: (
      issues: Target[],
      until: Pick<IssueChange, "muted_until_ms" | "muted_until_events"> = {},
    ) => enter(issues, { state: "muted", ...until }, "Muted"),
    set: (ids: string[], change: IssueChange, said: string) =>
      mutate({ ids, change }, { onSuccess: () => toast(said) }),
  };
}
