import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { api, ok } from "../api/client";
import { FormModal } from "../kit/form-modal";
import { overlaps, useKeysDeed, type AccessKey } from "./data";

type Props = { access_key: AccessKey; close: () => void; show: (secret: string) => void };

export function Reroll({ access_key: { id, name }, close, show }: Props) {
  const [overlap_s, set_overlap] = useState("86400");
  const sending = useKeysDeed(
    () =>
      ok(
        api.POST("/api/v1/keys/access/{id}/reroll", {
          params: { path: { id } },
          body: { overlap_s: Number(overlap_s) },
        }),
      ),
    ({ key }) => {
      close();
      show(key);
    },
  );
  return (
    <FormModal
      title={`Replace the key ${name}`}
      button="Replace"
      sending={sending}
      close={close}
      fields={["overlap_s"]}
    >
      {(faults) => (
        <>
          <p>A new key with the same scopes takes its place.</p>
          <NativeSelect
            label="The old one ends"
            value={overlap_s}
            onChange={(event) => set_overlap(event.currentTarget.value)}
            error={faults.overlap_s}
            data={overlaps}
          />
        </>
      )}
    </FormModal>
  );
}
