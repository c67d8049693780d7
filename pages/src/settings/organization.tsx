import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok } from "../api/client";
import { fault_at } from "../api/problem";
import { rename_org, useSession } from "../api/session";
import { Form } from "../kit/form";
import table from "../kit/table.module.css";
import { toast } from "../kit/toasts";
import css from "./settings.module.css";

export function Organization() {
  const { org } = useSession();
  const [name, set_name] = useState(org.name);
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: () => ok(api.PATCH("/api/v1/team/org", { body: { name: name.trim() } })),
    onSuccess: (changed) => {
      rename_org({ id: changed.id, name: changed.name });
      toast("The organization is renamed", { tone: "good" });
      return queries.invalidateQueries({ queryKey: ["session"] });
    },
  });
  return (
    <section>
      <h2 className={table.section}>Organization</h2>
      <Form className={css.form} send={saving.mutateAsync}>
        <TextInput
          label="Name of the organization"
          required
          maxLength={200}
          value={name}
          onChange={(event) => set_name(event.currentTarget.value)}
          error={fault_at("name", saving.error)}
        />
        <Button type="submit" loading={saving.isPending} disabled={name.trim() === org.name}>
          Rename
        </Button>
      </Form>
    </section>
  );
}
