// The fields that every new key has.
import { NativeSelect, TextInput } from "@mantine/core";
import { expiries } from "./data";

type Props = { value: string; set: (value: string) => void; fault: string | undefined };

export const NameField = ({ value, set, fault }: Props) => (
  <TextInput
    label="Name"
    required
    maxLength={100}
    value={value}
    onChange={(event) => set(event.currentTarget.value)}
    error={fault}
  />
);

export const ExpiryField = ({ value, set, fault }: Props) => (
  <NativeSelect
    label="Expires"
    value={value}
    onChange={(event) => set(event.currentTarget.value)}
    error={fault}
    data={expiries}
  />
);
