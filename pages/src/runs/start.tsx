import { NativeSelect, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FormModal } from "../kit/form-modal";
import { pipelines_query, useStart } from "./data";

export default function Start({ close }: { close: () => void }) {
  const navigate = useNavigate();
  const pipelines = (useQuery(pipelines_query).data?.data ?? []).filter(
    ({ status }) => status === "active",
  );
  const [pipeline_id, set_pipeline] = useState("");
  const [name, set_name] = useState("");
  const starting = useStart(({ id }) => {
    close();
    void navigate({ to: "/executions/$run_id", params: { run_id: id }, search: (old) => old });
  });
  const sending = {
    ...starting,
    mutateAsync: () =>
      starting.mutateAsync({
        name: name.trim() || undefined,
        pipeline_id: pipeline_id || undefined,
      }),
  };
  return (
    <FormModal
      title="Start a run"
      button="Start"
      sending={sending}
      close={close}
      fields={["pipeline_id", "name"]}
    >
      {(faults) => (
        <>
          <NativeSelect
            label="Pipeline"
            value={pipeline_id}
            onChange={(event) => set_pipeline(event.currentTarget.value)}
            error={faults.pipeline_id}
            data={[
              { value: "", label: "None" },
              ...pipelines.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <TextInput
            label={pipeline_id ? "Name (the pipeline's, if empty)" : "Name"}
            required={!pipeline_id}
            maxLength={200}
            value={name}
            onChange={(event) => set_name(event.currentTarget.value)}
            error={faults.name}
          />
          <p>The run waits until a program reports its progress.</p>
        </>
      )}
    </FormModal>
  );
}
