import { Checkbox, NativeSelect, Stack } from "@mantine/core";
import { useState } from "react";
import { api, ok } from "../api/client";
import { FormModal } from "../kit/form-modal";
import { in_days, useKeysDeed, type Scope } from "./data";
import { ExpiryField, NameField } from "./fields";

const scopes: [Scope, string][] = [
  ["errors:write", "send errors"],
  ["telemetry:write", "send telemetry"],
  ["tokens:write", "record AI calls"],
  ["ai:use", "call AI providers"],
  ["executions:write", "report runs"],
  ["notifications:write", "send notifications"],
  ["read", "read everything"],
  ["admin", "administer keys and webhooks"],
];
const of_public: Scope[] = ["errors:write", "telemetry:write"];

type Props = { close: () => void; show: (secret: string) => void };

export function NewKey({ close, show }: Props) {
  const [name, set_name] = useState("");
  const [kind, set_kind] = useState<"secret" | "public">("secret");
  const [chosen, set_chosen] = useState<string[]>([]);
  const [days, set_days] = useState("");
  const offered = scopes.filter(([scope]) => kind === "secret" || of_public.includes(scope));
  const wanted = offered.map(([scope]) => scope).filter((scope) => chosen.includes(scope));
  const sending = useKeysDeed(
    () =>
      ok(
        api.POST("/api/v1/keys/access", {
          body: { name, kind, scopes: wanted, expires_at_ms: in_days(days) },
        }),
      ),
    ({ key }) => {
      close();
      show(key);
    },
  );
  return (
    <FormModal
      title="Issue an access key"
      button="Issue"
      sending={sending}
      close={close}
      fields={["name", "kind", "scopes", "expires_at_ms"]}
      judge={(): Record<string, string> =>
        wanted.length > 0 ? {} : { scopes: "Choose at least one" }
      }
    >
      {(faults) => (
        <>
          <NameField value={name} set={set_name} fault={faults.name} />
          <NativeSelect
            label="Kind"
            value={kind}
            onChange={(event) =>
              set_kind(event.currentTarget.value === "public" ? "public" : "secret")
            }
            error={faults.kind}
            data={[
              { value: "secret", label: "secret: for servers" },
              { value: "public", label: "public: may stand in web pages, only sends" },
            ]}
          />
          <Checkbox.Group label="May" value={chosen} onChange={set_chosen} error={faults.scopes}>
            <Stack gap="xs" mt="xs">
              {offered.map(([scope, label]) => (
                <Checkbox key={scope} value={scope} label={`${label} (${scope})`} />
              ))}
            </Stack>
          </Checkbox.Group>
          <ExpiryField value={days} set={set_days} fault={faults.expires_at_ms} />
        </>
      )}
    </FormModal>
  );
}
