// Whom an org begins with, and its name.
import { TextInput } from "@mantine/core";
import { EmailField, NameField, NewPasswordField } from "./fields";
import { EntryForm, type Fields } from "./frame";

export type Founder = { email: string; name: string; org_name: string; password: string };

export function FounderForm({ send }: { send: (founder: Founder) => Promise<void> }) {
  const founded = ({ email = "", name = "", org_name = "", password = "" }: Fields) =>
    send({ email, name, org_name, password });
  return (
    <EntryForm send={founded} button="Create">
      {(faults) => (
        <>
          <EmailField faults={faults} />
          <NameField faults={faults} />
          <TextInput
            name="org_name"
            label="Organization"
            autoComplete="organization"
            required
            error={faults.org_name}
          />
          <NewPasswordField faults={faults} />
        </>
      )}
    </EntryForm>
  );
}
