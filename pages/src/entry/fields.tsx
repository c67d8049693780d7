// The fields of the forms before the sign-in, each with what is wrong with it.
import { PasswordInput, TextInput } from "@mantine/core";
import type { Fields } from "./frame";

type Props = { faults: Fields };

export const EmailField = ({ faults }: Props) => (
  <TextInput
    name="email"
    type="email"
    label="Email"
    autoComplete="username"
    required
    error={faults.email}
  />
);

export const NameField = ({ faults }: Props) => (
  <TextInput name="name" label="Your name" autoComplete="name" required error={faults.name} />
);

export const OwnPasswordField = ({ faults }: Props) => (
  <PasswordInput
    name="password"
    label="Password"
    autoComplete="current-password"
    required
    error={faults.password}
  />
);

export const NewPasswordField = ({ faults, label = "Password" }: Props & { label?: string }) => (
  <PasswordInput
    name="password"
    label={label}
    autoComplete="new-password"
    required
    error={faults.password}
  />
);

export const CodeField = ({ faults, label = "Code" }: Props & { label?: string }) => (
  <TextInput
    name="code"
    label={label}
    inputMode="numeric"
    autoComplete="one-time-code"
    required
    error={faults.code}
  />
);

// However it is typed: 123 456 as well.
export const code_of = ({ code = "" }: Fields) => code.replaceAll(/\D/g, "") || code;
