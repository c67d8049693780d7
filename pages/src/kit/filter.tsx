// What a list is narrowed to by one of a few values, and the way out of all filters.
import { Button, NativeSelect } from "@mantine/core";
import { sentence } from "../api/problem";

export type Option = { value: string; label: string };
type Props = {
  label: string;
  any: string;
  value: string | undefined;
  options: Option[];
  choose: (value: string | undefined) => void;
};

export const Filter = ({ label, any, value = "", options, choose }: Props) => (
  <NativeSelect
    size="xs"
    aria-label={label}
    value={value}
    onChange={(event) => choose(event.currentTarget.value || undefined)}
    data={[{ value: "", label: any }, ...options]}
  />
);

export const named = (values: readonly string[]): Option[] =>
  values.map((value) => ({ value, label: sentence(value) }));

export const ClearFilters = ({ clear }: { clear: () => void }) => (
  <Button size="compact-xs" variant="subtle" onClick={clear}>
    Clear filters
  </Button>
);

// Of what stands in the address.
export const is_any = (chosen: unknown[]) => chosen.some((one) => one !== undefined);
