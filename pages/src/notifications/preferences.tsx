// What a person hears where, and when not.
import { Button, Checkbox, NativeSelect, Skeleton, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok, type Schemas } from "../api/client";
import { sentence, words_of } from "../api/problem";
import { Form } from "../kit/form";
import { Failed } from "../kit/states";
import { toast } from "../kit/toasts";
import NoticePreview from "../preview/notice";
import { categories } from "./search";
import css from "./notifications.module.css";

type Shown = Schemas["ShownPreferences"];
type Channel = "in_app" | "email" | "webhook";

const channels: [Channel, string][] = [
  ["in_app", "Here"],
  ["email", "By mail"],
  ["webhook", "To my webhooks"],
];
const about = {
  workflow: "errors and runs",
  system: "keys, sessions and webhooks",
  team: "members",
  billing: "budgets",
};

export function Preferences() {
  const asked = useQuery({
    queryKey: ["notifications", "preferences"],
    queryFn: () => ok(api.GET("/api/v1/notifications/preferences")),
  });
  if (asked.error)
    return <Failed what="The preferences" error={asked.error} retry={() => void asked.refetch()} />;
  if (!asked.data) return <Skeleton height={360} />;
  return <Choices key={asked.data.version} shown={asked.data} />;
}

const minutes_of = (clock: string) => {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
};
const clock_of = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

const own_zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const as_value = (chosen: boolean | null | undefined) =>
  chosen == null ? "" : chosen ? "on" : "off";

function Choices({ shown }: { shown: Shown }) {
  const queries = useQueryClient();
  const [chosen, set_chosen] = useState(shown.categories);
  const [quiet, set_quiet] = useState(shown.quiet_hours != null);
  const [from, set_from] = useState(clock_of(shown.quiet_hours?.from_min ?? 22 * 60));
  const [to, set_to] = useState(clock_of(shown.quiet_hours?.to_min ?? 7 * 60));
  const [zone, set_zone] = useState(shown.quiet_hours?.zone ?? own_zone);
  const quiet_hours = quiet ? { from_min: minutes_of(from), to_min: minutes_of(to), zone } : null;
  const saving = useMutation({
    mutationFn: () =>
      ok(
        api.PUT("/api/v1/notifications/preferences", { body: { categories: chosen, quiet_hours } }),
      ),
    onSuccess: (saved) => {
      queries.setQueryData(["notifications", "preferences"], saved);
      toast("Saved", { tone: "good" });
    },
  });
  return (
    <Form className={css.preferences} send={saving.mutateAsync}>
      {categories.map((category) => (
        <fieldset key={category} className={css.category}>
          <legend>
            {sentence(category)}: {about[category]}
          </legend>
          {channels.map(([channel, label]) => (
            <NativeSelect
              key={channel}
              size="xs"
              label={label}
              value={as_value(chosen[category][channel])}
              onChange={({ currentTarget: { value } }) =>
                set_chosen({
                  ...chosen,
                  [category]: {
                    ...chosen[category],
                    [channel]: value === "" ? null : value === "on",
                  },
                })
              }
              data={[
                { value: "", label: "as usual" },
                { value: "on", label: "always" },
                { value: "off", label: "never" },
              ]}
            />
          ))}
        </fieldset>
      ))}
      <Checkbox
        label={`Quiet hours: mail and webhooks wait until they end, but for what is critical${shown.quiet_now ? " (they last now)" : ""}`}
        checked={quiet}
        onChange={(event) => set_quiet(event.currentTarget.checked)}
      />
      {quiet && (
        <div className={css.quiet}>
          <TextInput
            label="From"
            type="time"
            required
            value={from}
            onChange={(event) => set_from(event.currentTarget.value)}
          />
          <TextInput
            label="To"
            type="time"
            required
            value={to}
            onChange={(event) => set_to(event.currentTarget.value)}
          />
          <TextInput
            label="Time zone"
            required
            value={zone}
            onChange={(event) => set_zone(event.currentTarget.value)}
          />
        </div>
      )}
      <NoticePreview preferences={{ categories: chosen, quiet_hours }} />
      {saving.error && <p role="alert">{words_of(saving.error)}</p>}
      <Button type="submit" loading={saving.isPending}>
        Save
      </Button>
    </Form>
  );
}
