// Where errors come from: each project with its DSN, and what an admin does with it.
import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok, type Schemas } from "../api/client";
import { fault_at } from "../api/problem";
import { may, useSession } from "../api/session";
import { projects_query } from "../errors/data";
import { Badge } from "../kit/badge";
import { Form } from "../kit/form";
import { RowSkeletons } from "../kit/skeletons";
import { Snippet } from "../kit/snippet";
import { Failed } from "../kit/states";
import table from "../kit/table.module.css";
import { ProjectDeeds } from "./project-deeds";
import css from "./settings.module.css";

export function Projects() {
  const admin = may(useSession(), "admin");
  const asked = useQuery(projects_query);
  return (
    <section>
      <h2 className={table.section}>Projects that send errors</h2>
      {asked.error && (
        <Failed what="The projects" error={asked.error} retry={() => void asked.refetch()} />
      )}
      {asked.isPending && <RowSkeletons rows={3} height={99} of="list" />}
      {asked.data && (
        <ul className={css.projects}>
          {asked.data.data.map((project) => (
            <Project key={project.id} project={project} admin={admin} />
          ))}
        </ul>
      )}
      {admin && !asked.isPending && <NewProject />}
    </section>
  );
}

function Project({ project, admin }: { project: Schemas["Project"]; admin: boolean }) {
  return (
    <li>
      <div className={css.project}>
        <strong>{project.name}</strong>
        {project.state === "paused" && <Badge tone="gray">paused</Badge>}
        {admin && <ProjectDeeds project={project} />}
      </div>
      <Snippet code={project.dsn} label={`DSN of ${project.name}`} />
    </li>
  );
}

function NewProject() {
  const queries = useQueryClient();
  const [name, set_name] = useState("");
  const creating = useMutation({
    mutationFn: () => ok(api.POST("/api/v1/errors/projects", { body: { name: name.trim() } })),
    onSuccess: () => {
      set_name("");
      return queries.invalidateQueries({ queryKey: projects_query.queryKey });
    },
  });
  return (
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
  );
}
