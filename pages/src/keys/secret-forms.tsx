import { NativeSelect, PasswordInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { api, ok } from "../api/client";
import { FormModal } from "../kit/form-modal";
import { toast } from "../kit/toasts";
import { in_days, overlaps, useKeysDeed } from "./data";
import { ExpiryField, NameField } from "./fields";
import { services } from "./search";

export function NewSecret({ close }: { close: () => void }) {
  const [name, set_name] = useState("");
  const [service, set_service] = useState<(typeof services)[number]>("anthropic");
  const [secret, set_secret] = useState("");
  const [base_url, set_base_url] = useState("");
  const [days, set_days] = useState("");
  const sending = useKeysDeed(
    () =>
      ok(
        api.POST("/api/v1/keys", {
          body: {
            name,
            service,
            secret,
            base_url: base_url || undefined,
            expires_at_ms: in_days(days),
          },
        }),
      ),
    () => {
      close();
      toast("The secret is kept", { tone: "good" });
    },
  );
  return (
    <FormModal
      title="Add a provider's secret"
      button="Add"
      sending={sending}
      close={close}
      fields={["name", "service", "secret", "base_url", "expires_at_ms"]}
    >
      {(faults) => (
        <>
          <NameField value={name} set={set_name} fault={faults.name} />
          <NativeSelect
            label="Provider"
            value={service}
            onChange={({ currentTarget: { value } }) =>
              set_service(services.find((one) => one === value) ?? "custom")
            }
            error={faults.service}
            data={[...services]}
          />
          <PasswordInput
            label="Secret"
            required
            minLength={8}
            autoComplete="off"
            value={secret}
            onChange={(event) => set_secret(event.currentTarget.value)}
            error={faults.secret}
          />
          <TextInput
            label={
              service === "custom"
                ? "Address of the API"
                : "Address of the API (the provider's, if empty)"
            }
            type="url"
            required={service === "custom"}
            value={base_url}
            onChange={(event) => set_base_url(event.currentTarget.value)}
            error={faults.base_url}
          />
          <ExpiryField value={days} set={set_days} fault={faults.expires_at_ms} />
        </>
      )}
    </FormModal>
  );
}

export function RotateSecret({ id, name, close }: { id: string; name: string; close: () => void }) {
  const [secret, set_secret] = useState("");
  const [overlap_s, set_overlap] = useState("3600");
  const sending = useKeysDeed(
    () =>
      ok(
        api.POST("/api/v1/keys/{id}/rotate", {
          params: { path: { id } },
          body: { secret, overlap_s: Number(overlap_s) },
        }),
      ),
    () => {
      close();
      toast("The secret is replaced", { tone: "good" });
    },
  );
  return (
    <FormModal
      title={`Replace ${name}`}
      button="Replace"
      sending={sending}
      close={close}
      fields={["secret", "overlap_s"]}
    >
      {(faults) => (
        <>
          <PasswordInput
            label="New secret"
            required
            minLength={8}
            autoComplete="off"
            value={secret}
            onChange={(event) => set_secret(event.currentTarget.value)}
            error={faults.secret}
          />
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
