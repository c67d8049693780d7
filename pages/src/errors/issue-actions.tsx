import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api, ok } from "../api/client";
import { code_of } from "../api/problem";
import { Confirm } from "../kit/confirm";
import { many } from "../kit/format";
import { useKeys } from "../kit/keyboard";
import { toast, toast_fault } from "../kit/toasts";
import { useTriage } from "./actions";
import { Actions } from "./bulk";
import type { Issue } from "./data";
import { AssignItems, MuteItems, ResolveItems, SeverityItems } from "./menus";
import css from "./issue.module.css";

// Whoever pressed what is gone now goes on at the first that stands there in its place.
function useKeptFocus(state: string) {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) bar.current?.querySelector("button")?.focus();
  }, [state]);
  return bar;
}

export function IssueActions({ issue, close }: { issue: Issue; close: () => void }) {
  const triage = useTriage();
  const [deleting, set_deleting] = useState(false);
  const is_resolved = issue.state === "resolved";
  useKeys({ e: () => !is_resolved && triage.resolve([issue]) });
  return (
    <div className={css.actions} ref={useKeptFocus(issue.state)}>
      {is_resolved ? (
        <Button size="xs" onClick={() => triage.reopen([issue])}>
          Reopen
        </Button>
      ) : (
        <>
          <Button size="xs" onClick={() => triage.resolve([issue])}>
            Resolve
          </Button>
          <Actions label="Resolve in">
            <ResolveItems
              release={issue.release}
              run={(release) => triage.resolve([issue], release)}
            />
          </Actions>
        </>
      )}
      {issue.state === "muted" && (
        <Button size="xs" variant="default" onClick={() => triage.reopen([issue])}>
          Unmute
        </Button>
      )}
      {issue.state === "unresolved" && (
        <Actions label="Mute">
          <MuteItems run={(until) => triage.mute([issue], until)} />
        </Actions>
      )}
      <Actions label="Assign">
        <AssignItems
          now={issue.assignee_id ?? null}
          run={(assignee_id, said) => triage.assign([issue], assignee_id, said)}
        />
      </Actions>
      <Actions label="Severity">
        <SeverityItems now={issue.severity} run={(severity) => triage.grade([issue], severity)} />
      </Actions>
      <Button size="xs" variant="subtle" color="red" onClick={() => set_deleting(true)}>
        Delete
      </Button>
      {deleting && <Delete issue={issue} cancel={() => set_deleting(false)} close={close} />}
    </div>
  );
}

type DeleteProps = { issue: Issue; cancel: () => void; close: () => void };

function Delete({ issue, cancel, close }: DeleteProps) {
  const queries = useQueryClient();
  const gone = async (said: string) => {
    close();
    toast(said);
    queries.removeQueries({ queryKey: ["errors", "issue", issue.id] });
    await queries.invalidateQueries({ queryKey: ["errors", "list"] });
  };
  const deleting = useMutation({
    mutationFn: () => ok(api.DELETE("/api/v1/errors/{id}", { params: { path: { id: issue.id } } })),
    onSuccess: () => gone("The issue is deleted"),
    onError: (error) =>
      code_of(error) === "not_found"
        ? gone("Somebody has deleted the issue already")
        : toast_fault(error),
  });
  return (
    <Confirm
      title="Delete this issue?"
      button="Delete"
      pending={deleting.isPending}
      run={() => deleting.mutate()}
      cancel={cancel}
    >
      Its {many(issue.event_count, "event")} and its history are lost for good. A later event of
      this kind makes a new issue.
    </Confirm>
  );
}
