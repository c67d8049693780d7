// What a person does to issues, with an undo where nothing is lost by it.
import { toast, toast_undo } from "../kit/toasts";
import { many } from "../kit/format";
import { useChangeIssues, type IssueChange, type ListedIssue } from "./data";

type Target = { id: string; state: string };
type Kept = "assignee_id" | "severity";
export type Held = Pick<ListedIssue, "id" | Kept>;

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
  // What each had before is given back to each.
  const give = (issues: Held[], name: Kept, value: string | null, said: string) => {
    const ids = issues.map(({ id }) => id);
    const told = ids.length === 1 ? said : `${said}: ${many(ids.length, "issue")}`;
    const undo = () => {
      for (const before of new Set(issues.map((one) => one[name] ?? null))) {
        const some = issues.filter((one) => (one[name] ?? null) === before);
        mutate({ ids: some.map(({ id }) => id), change: { [name]: before } });
      }
    };
    mutate({ ids, change: { [name]: value } }, { onSuccess: () => toast_undo(told, undo) });
  };
  return {
    assign: (issues: Held[], assignee_id: string | null, said: string) =>
      give(issues, "assignee_id", assignee_id, said),
    grade: (issues: Held[], severity: ListedIssue["severity"]) =>
      give(issues, "severity", severity, `Severity is ${severity}`),
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
