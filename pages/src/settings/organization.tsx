import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok } from "../api/client";
import { fault_at } from "../api/problem";
import { may, rename_org, useSession } from "../api/session";
import { projects_query } from "../errors/data";
import { Form } from "../kit/form";
import { RowSkeletons } from "../kit/list";
import { Snippet } from "../kit/snippet";
import { Failed } from "../kit/states";
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

export function Projects() {
  const session = useSession();
  const queries = useQueryClient();
  const asked = useQuery(projects_query);
  const [name, set_name] = useState("");
  const creating = useMutation({
    mutationFn: () => ok(api.POST("/api/v1/errors/projects", { body: { name: name.trim() } })),
    onSuccess: () => {
      set_name("");
      return queries.invalidateQueries({ queryKey: ["errors", "projects"] });
    },
  });
  return (
    <section>
      <h2 className={table.section}>Projects that send errors</h2>
      {asked.error && (
        <Failed what="The projects" error={asked.error} retry={() => void asked.refetch()} />
      )}
      {asked.isPending && <RowSkeletons rows={2} height={60} />}
      {asked.data?.data.map((project) => (
        <div key={project.id}>
          <strong>{project.name}</strong>
          <Snippet code={project.dsn} label={`DSN of ${project.name}`} />
        </div>
      ))}
      {may(session, "admin") && (
        <Form className={css.form} send={creating.mutateAsync}>
          <TextInput
            label="Name of a new project"
            required
            maxLength={100}
            value={name}
            onChange={(event) => set_name(event.currentTarget.value)}
            error={fault_at("name", creating.error)}
          />
          <Button type="submit" variant="default" loading={creating.isPending}>
            Create the project
          </Button>
        </Form>
      )}
    </section>
  );
}
