// Ctrl K: pages and what can be done from anywhere.
import { useMemo, useState, type KeyboardEvent } from "react";
import { TextInput } from "@mantine/core";
import { Dialog } from "../kit/dialog";
import { Icon } from "../kit/icons";
import { useCommands, type Command } from "./commands";
import { close_overlay } from "./overlay-state";
import css from "./palette.module.css";

const in_sight = (option: HTMLElement | null) => option?.scrollIntoView({ block: "nearest" });

export default function Palette() {
  const commands = useCommands();
  const [typed, set_typed] = useState("");
  const [at, set_at] = useState(0);
  const found = useMemo(
    () => commands.filter(({ label }) => label.toLowerCase().includes(typed.trim().toLowerCase())),
    [commands, typed],
  );
  const run = (command?: Command) => {
    if (!command) return;
    close_overlay();
    command.run();
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) {
      event.preventDefault();
      set_at((at + step + found.length) % found.length);
    } else if (event.key === "Enter") run(found[at]);
  };
  return (
    <Dialog
      onClose={close_overlay}
      withCloseButton={false}
      padding={0}
      size="lg"
      yOffset="12vh"
      aria-label="Go to"
    >
      <TextInput
        className={css.input}
        variant="unstyled"
        size="md"
        placeholder="Go to a page or do something"
        aria-label="Go to a page or do something"
        role="combobox"
        aria-expanded="true"
        aria-controls="commands"
        aria-activedescendant={found[at] ? `command-${at}` : undefined}
        data-autofocus
        value={typed}
        onChange={(event) => {
          set_typed(event.currentTarget.value);
          set_at(0);
        }}
        onKeyDown={press}
      />
      <ul id="commands" className={css.list} role="listbox" aria-label="Commands">
        {found.map((command, index) => (
          <li
            key={command.label}
            id={`command-${index}`}
            role="option"
            aria-selected={index === at}
            ref={index === at ? in_sight : undefined}
            className={css.command}
            onMouseMove={() => set_at(index)}
            onClick={() => run(command)}
          >
            <Icon name={command.icon} size={16} /> {command.label}
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className={css.none}>Nothing is called like that.</p>}
    </Dialog>
  );
}
