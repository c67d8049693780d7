// What an admin does with a project; what ends its DSN asks before.
import { TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok, type Schemas } from "../api/client";
import { projects_query } from "../errors/data";
import { Confirm } from "../kit/confirm";
import { DeedsMenu, type Deed } from "../kit/deeds";
import { FormModal } from "../kit/form-modal";
import { toast, toast_fault } from "../kit/toasts";

type Project = Schemas["Project"];
type Open = "rename" | "pause" | "rotate" | "delete";

function useProjectDeed(send: () => Promise<unknown>, done: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: () => {
      done();
      return queries.invalidateQueries({ queryKey: projects_query.queryKey });
    },
  });
}

export function ProjectDeeds({ project }: { project: Project }) {
  const [open, set_open] = useState<Open | null>(null);
  const close = () => set_open(null);
  const params = { path: { id: project.id } };
  const paused = project.state === "paused";
  const said = (text: string) => () => {
    close();
    toast(text);
  };
  const turning = useProjectDeed(
    () => {
      const state = paused ? ("active" as const) : ("paused" as const);
      return ok(api.PATCH("/api/v1/errors/projects/{id}", { params, body: { state } }));
    },
    said(paused ? "The project takes events again" : "The project is paused"),
  );
  const rotating = useProjectDeed(
    () => ok(api.POST("/api/v1/errors/projects/{id}/rotate-key", { params })),
    said("The project has a new DSN"),
  );
  const deleting = useProjectDeed(
    () => ok(api.DELETE("/api/v1/errors/projects/{id}", { params })),
    said("The project is deleted"),
  );
  const told = { onError: toast_fault };
  const deeds: Deed[] = [
    { label: "Rename", run: () => set_open("rename") },
    paused
      ? { label: "Take events again", run: () => turning.mutate(undefined, told) }
      : { label: "Pause", run: () => set_open("pause"), loses: true },
    { label: "New DSN", run: () => set_open("rotate"), loses: true },
    { label: "Delete", run: () => set_open("delete"), loses: true },
  ];
  const asked = {
    pause: {
      title: `Pause the project ${project.name}?`,
      button: "Pause",
      deed: turning,
      lost: "What its clients send is refused and lost until it takes events again.",
    },
    rotate: {
      title: `A new DSN for ${project.name}?`,
      button: "Replace the DSN",
      deed: rotating,
      lost: "Clients that have the old one are refused from now on, until they are given the new one.",
    },
    delete: {
      title: `Delete the project ${project.name}?`,
      button: "Delete",
      deed: deleting,
      lost: "Its DSN is refused from now on. Its issues and their events stay.",
    },
  };
  const question = open && open !== "rename" ? asked[open] : null;
  return (
    <>
      <DeedsMenu
        of={project.name}
        deeds={deeds}
        pending={turning.isPending || rotating.isPending || deleting.isPending}
      />
      {open === "rename" && <Rename project={project} close={close} />}
      {question && (
        <Confirm
          title={question.title}
          button={question.button}
          pending={question.deed.isPending}
          run={() => question.deed.mutate(undefined, told)}
          cancel={close}
        >
          {question.lost}
        </Confirm>
      )}
    </>
  );
}

function Rename({ project, close }: { project: Project; close: () => void }) {
  const [name, set_name] = useState(project.name);
  const sending = useProjectDeed(
    () =>
      ok(
        api.PATCH("/api/v1/errors/projects/{id}", {
          params: { path: { id: project.id } },
          body: { name: name.trim() },
        }),
      ),
    close,
  );
  return (
    <FormModal
      title={`Rename the project ${project.name}`}
      button="Rename"
      sending={sending}
      close={close}
      fields={["name"]}
    >
      {(faults) => (
        <TextInput
          label="Name"
          required
          maxLength={100}
          value={name}
          onChange={(event) => set_name(event.currentTarget.value)}
          error={faults.name}
        />
      )}
    </FormModal>
  );
}
