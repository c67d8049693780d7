// The search of a list, whose words stand in the address; "/" goes to it.
import { TextInput } from "@mantine/core";
import { Icon } from "./icons";
import table from "./table.module.css";
import { useTyped } from "./typed";

type Props = {
  placeholder: string;
  kept: string | undefined;
  send: (value: string | undefined, replace: boolean) => void;
  className?: string;
};

export function SearchBox({ placeholder, kept, send, className }: Props) {
  const [typed, type] = useTyped(kept, send);
  return (
    <TextInput
      id="search"
      className={[table.search, className].join(" ")}
      size="xs"
      type="search"
      placeholder={placeholder}
      aria-label="Search"
      leftSection={<Icon name="search" size={14} />}
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
    />
  );
}
