// Whom an org begins with, and its name.
import { PasswordInput, TextInput } from "@mantine/core";
import { EntryForm, type Fields } from "./frame";

export type Founder = { email: string; name: string; org_name: string; password: string };

export function FounderForm({ send }: { send: (founder: Founder) => Promise<void> }) {
  const founded = ({ email = "", name = "", org_name = "", password = "" }: Fields) =>
    send({ email, name, org_name, password });
  return (
    <EntryForm send={founded} button="Create">
      {(faults) => (
        <>
          <TextInput
            name="email"
            type="email"
            label="Email"
            autoComplete="username"
            required
            error={faults.email}
          />
          <TextInput
            name="name"
            label="Your name"
            autoComplete="name"
            required
            error={faults.name}
          />
          <TextInput
            name="org_name"
            label="Organization"
            autoComplete="organization"
            required
            error={faults.org_name}
          />
          <PasswordInput
            name="password"
            label="Password"
            autoComplete="new-password"
            required
            error={faults.password}
          />
        </>
      )}
    </EntryForm>
  );
}
