import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok } from "../api/client";
import { fault_at, faults_of, words_of } from "../api/problem";
import { rename_user, useSession } from "../api/session";
import { Form } from "../kit/form";
import table from "../kit/table.module.css";
import { toast } from "../kit/toasts";
import css from "./settings.module.css";

export function Profile() {
  const { user } = useSession();
  const [name, set_name] = useState(user.name);
  const saving = useMutation({
    mutationFn: () => ok(api.PATCH("/api/v1/auth/me", { body: { name: name.trim() } })),
    onSuccess: (changed) => {
      rename_user(changed);
      toast("Your name is saved", { tone: "good" });
    },
  });
  return (
    <section>
      <h2 className={table.section}>You</h2>
      <Form className={css.form} send={saving.mutateAsync}>
        <TextInput label="Email" value={user.email} readOnly />
        <TextInput
          label="Name"
          required
          maxLength={200}
          value={name}
          onChange={(event) => set_name(event.currentTarget.value)}
          error={fault_at("name", saving.error)}
        />
        <Button type="submit" loading={saving.isPending} disabled={name.trim() === user.name}>
          Save
        </Button>
      </Form>
    </section>
  );
}

export function Password() {
  const [current, set_current] = useState("");
  const [next, set_next] = useState("");
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: () =>
      ok(
        api.POST("/api/v1/auth/password", {
          body: { current_password: current || undefined, new_password: next },
        }),
      ),
    onSuccess: () => {
      set_current("");
      set_next("");
      toast("Your password is changed; your other sessions have ended", { tone: "good" });
      return queries.invalidateQueries({ queryKey: ["sessions"] });
    },
  });
  const faults = faults_of(saving.error);
  const rest = saving.error && Object.keys(faults).length === 0 ? words_of(saving.error) : null;
  return (
    <section>
      <h2 className={table.section}>Password</h2>
      <Form className={css.form} send={saving.mutateAsync}>
        <PasswordInput
          label="Current password (empty if you have none)"
          autoComplete="current-password"
          value={current}
          onChange={(event) => set_current(event.currentTarget.value)}
          error={faults.current_password ?? rest}
        />
        <PasswordInput
          label="New password"
          required
          autoComplete="new-password"
          value={next}
          onChange={(event) => set_next(event.currentTarget.value)}
          error={faults.new_password}
        />
        <Button type="submit" loading={saving.isPending}>
          Change the password
        </Button>
      </Form>
    </section>
  );
}
