import { Checkbox, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { api, ok } from "../api/client";
import { FormModal } from "../kit/form-modal";
import { toast } from "../kit/toasts";
import { topics, topics_of, useWebhookDeed, type Webhook } from "./webhook-data";

type Props = { hook: Webhook | null; close: () => void; show: (secret: string) => void };

export default function WebhookForm({ hook, close, show }: Props) {
  const [url, set_url] = useState(hook?.url ?? "https://");
  const [description, set_description] = useState(hook?.description ?? "");
  const [chosen, set_chosen] = useState(hook ? topics_of(hook) : []);
  const [hears, set_hears] = useState<"everything" | "own">(hook?.hears ?? "everything");
  const body = { url, description, topics: chosen.length ? chosen : undefined };
  const sending = useWebhookDeed<string | null>(
    async () => {
      if (!hook)
        return (await ok(api.POST("/api/v1/notifications/webhooks", { body: { ...body, hears } })))
          .secret;
      const params = { path: { id: hook.id } };
      await ok(
        api.PATCH("/api/v1/notifications/webhooks/{id}", {
          params,
          body: { ...body, topics: chosen },
        }),
      );
      return null;
    },
    (secret) => {
      close();
      if (secret) show(secret);
      else toast("The webhook is changed", { tone: "good" });
    },
  );
  return (
    <FormModal
      title={hook ? "Change the webhook" : "Add a webhook"}
      button={hook ? "Save" : "Add"}
      sending={sending}
      close={close}
      fields={["url", "description", "topics", "hears"]}
    >
      {(faults) => (
        <>
          <TextInput
            label="Address"
            type="url"
            required
            value={url}
            onChange={(event) => set_url(event.currentTarget.value)}
            error={faults.url}
          />
          <TextInput
            label="What it is for (optional)"
            maxLength={200}
            value={description}
            onChange={(event) => set_description(event.currentTarget.value)}
            error={faults.description}
          />
          {!hook && (
            <NativeSelect
              label="Hears"
              value={hears}
              onChange={(event) =>
                set_hears(event.currentTarget.value === "own" ? "own" : "everything")
              }
              error={faults.hears}
              data={[
                { value: "everything", label: "the notices of everybody" },
                { value: "own", label: "your notices only" },
              ]}
            />
          )}
          <Checkbox.Group
            label="Topics (none chosen: every one)"
            value={chosen}
            onChange={set_chosen}
            error={faults.topics}
          >
            <Stack gap="xs" mt="xs">
              {topics.map((topic) => (
                <Checkbox key={topic} size="xs" value={topic} label={topic} />
              ))}
            </Stack>
          </Checkbox.Group>
        </>
      )}
    </FormModal>
  );
}
