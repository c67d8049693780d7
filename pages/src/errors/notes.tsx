// What somebody wrote about the issue; it is kept when the issue is resolved or comes back.
import { Button, Group, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTriage } from "./actions";
import type { Issue } from "./data";
import css from "./issue.module.css";

export function Notes({ issue, is_member }: { issue: Issue; is_member: boolean }) {
  const triage = useTriage();
  const kept = issue.resolution_notes ?? "";
  const [draft, set_draft] = useState<string | null>(null);
  if (draft === null)
    return (
      <div className={css.notes}>
        {kept && <p className={css.notes_text}>{kept}</p>}
        {is_member && (
          <Button size="compact-xs" variant="subtle" onClick={() => set_draft(kept)}>
            {kept ? "Edit the note" : "Add a note"}
          </Button>
        )}
      </div>
    );
  const save = () => {
    triage.set([issue.id], { resolution_notes: draft.trim() }, "The note is saved");
    set_draft(null);
  };
  return (
    <div className={css.notes}>
      <Textarea
        className={css.wide}
        label="Note"
        autosize
        minRows={2}
        maxLength={2000}
        data-autofocus
        value={draft}
        onChange={(event) => set_draft(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button size="xs" onClick={save}>
          Save
        </Button>
        <Button size="xs" variant="default" onClick={() => set_draft(null)}>
          Cancel
        </Button>
      </Group>
    </div>
  );
}
