import { Button, Group, Radio, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok } from "../api/client";
import { Dialog } from "../kit/dialog";
import { many } from "../kit/format";
import { toast, toast_fault } from "../kit/toasts";
import MergePreview from "../preview/merge";
import type { ListedIssue } from "./data";

type Props = { issues: ListedIssue[]; close: () => void; merged: () => void };

export default function Merge({ issues, close, merged }: Props) {
  const queries = useQueryClient();
  const ordered = [...issues].sort((one, other) => other.event_count - one.event_count);
  const [into, set_into] = useState(ordered[0]?.id ?? "");
  const [reason, set_reason] = useState("");
  const merging = useMutation({
    mutationFn: () => {
      const issue_ids = issues.map(({ id }) => id).filter((id) => id !== into);
      const body = { issue_ids, reason: reason.trim() || undefined };
      return ok(api.POST("/api/v1/errors/{id}/merge", { params: { path: { id: into } }, body }));
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["errors"] });
      toast(`Merged ${many(issues.length, "issue")} into one`, { tone: "good" });
      merged();
      close();
    },
    onError: toast_fault,
  });
  return (
    <Dialog onClose={close} title={`Merge ${many(issues.length, "issue")}`} size="lg">
      <Stack gap="md">
        <p>
          All events move to the issue that stays, and future ones follow. It can be split again
          from its page.
        </p>
        <Radio.Group label="The issue that stays" value={into} onChange={set_into}>
          <Stack gap="xs" mt="xs">
            {ordered.map(({ id, title, event_count }) => (
              <Radio key={id} value={id} label={`${title} (${many(event_count, "event")})`} />
            ))}
          </Stack>
        </Radio.Group>
        <MergePreview issues={issues} />
        <TextInput
          label="Why (optional)"
          maxLength={500}
          value={reason}
          onChange={(event) => set_reason(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button loading={merging.isPending} onClick={() => merging.mutate()}>
            Merge
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
