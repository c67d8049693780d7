// Whether the words of calls are kept, and for how long.
import { Button, Checkbox, NumberInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok } from "../api/client";
import { code_of, fault_at } from "../api/problem";
import { may, useSession } from "../api/session";
import { Confirm } from "../kit/confirm";
import { Form } from "../kit/form";
import { RowSkeletons } from "../kit/skeletons";
import { Failed } from "../kit/states";
import table from "../kit/table.module.css";
import { toast } from "../kit/toasts";
import { settings_query, type Settings } from "./data";
import css from "./providers.module.css";

export function AiSettings() {
  const asked = useQuery(settings_query);
  return (
    <>
      {asked.error && !asked.data && (
        <Failed what="The settings" error={asked.error} retry={() => void asked.refetch()} />
      )}
      {asked.isPending && <RowSkeletons rows={3} height={48} of="list" />}
      {asked.data && <Choice key={asked.data.etag} settings={asked.data} />}
    </>
  );
}

// The tag is of what was seen, so that nobody's choice is overwritten unseen.
function useSaving(etag: string, done: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Pick<Settings, "keep_content" | "content_days">) =>
      ok(api.PUT("/api/v1/ai/settings", { headers: { "if-match": etag }, body })),
    onSuccess: () => toast("The settings are saved", { tone: "good" }),
    onError: (error) => {
      if (code_of(error) === "precondition_failed")
        toast("Somebody has changed the settings meanwhile. They are shown as they are now.", {
          tone: "bad",
        });
    },
    onSettled: () => {
      done();
      return queries.invalidateQueries({ queryKey: settings_query.queryKey });
    },
  });
}

function Choice({ settings }: { settings: Settings }) {
  const is_admin = may(useSession(), "admin");
  const [keep_content, keep] = useState(settings.keep_content);
  const [days, set_days] = useState<number | string>(settings.content_days);
  const [asking, ask] = useState(false);
  const saving = useSaving(settings.etag, () => ask(false));
  const body = { keep_content, content_days: Number(days) };
  const loses = settings.keep_content && !keep_content;
  const save = async () => (loses ? ask(true) : saving.mutateAsync(body));
  return (
    <Form send={save}>
      <fieldset className={css.settings} disabled={!is_admin}>
        <Checkbox
          label="Keep the words of calls"
          description="What each call asked and was answered, without secrets and personal data, each cut at 32 KiB. Everybody in the organization may read them."
          checked={keep_content}
          onChange={(event) => keep(event.currentTarget.checked)}
        />
        <NumberInput
          className={css.days}
          label="For how many days"
          min={1}
          max={90}
          allowDecimal={false}
          required
          disabled={!keep_content}
          value={days}
          onChange={set_days}
          error={fault_at("content_days", saving.error)}
        />
        <p className={table.note}>
          The calls themselves are kept for 90 days, and their tokens and cost for longer.
        </p>
        {is_admin ? (
          <div>
            <Button type="submit" loading={saving.isPending}>
              Save
            </Button>
          </div>
        ) : (
          <p className={table.note}>Admins decide this.</p>
        )}
      </fieldset>
      {asking && (
        <Confirm
          title="Keep no words from now on?"
          button="Keep none"
          pending={saving.isPending}
          run={() => saving.mutate(body)}
          cancel={() => ask(false)}
        >
          What is kept of the calls so far is deleted, and can't be brought back.
        </Confirm>
      )}
    </Form>
  );
}
