// Ctrl K: pages and what can be done from anywhere.
import { useMemo, useState, type KeyboardEvent } from "react";
import { Modal, TextInput, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useSession } from "../api/session";
import { set_density, useDensity } from "../kit/density";
import { Icon, type IconName } from "../kit/icons";
import { useCurrent, useSwitchOrg } from "./orgs";
import { places } from "./nav";
import { close_overlay, open_overlay } from "./overlay-state";
import { keeps_policy } from "./theme";
import css from "./palette.module.css";

type Command = { label: string; icon: IconName; run: () => void };

function useCommands(): Command[] {
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme(keeps_policy);
  const scheme = useComputedColorScheme("light");
  const { org } = useSession();
  const orgs = useCurrent().data?.orgs ?? [];
  const switching = useSwitchOrg();
  const other = useDensity() === "compact" ? "comfortable" : "compact";
  const next = scheme === "dark" ? "light" : "dark";
  return [
    ...places.map(({ to, label, icon }) => ({ label, icon, run: () => void navigate({ to }) })),
    {
      label: "Rules of AI calls",
      icon: "calls",
      run: () => void navigate({ to: "/ai", search: { tab: "rules" } }),
    },
    {
      label: "AI providers and models",
      icon: "calls",
      run: () => void navigate({ to: "/ai", search: { tab: "providers" } }),
    },
    ...orgs
      .filter(({ id }) => id !== org.id)
      .map(({ id, name }): Command => ({
        label: `Switch to ${name}`,
        icon: "swap",
        run: () => switching.mutate(id),
      })),
    {
      label: `Use ${next} colours`,
      icon: next === "dark" ? "moon" : "sun",
      run: () => setColorScheme(next),
    },
    { label: `Use ${other} rows`, icon: "menu", run: () => set_density(other) },
    { label: "Keyboard", icon: "help", run: () => open_overlay("help") },
    { label: "API reference", icon: "search", run: () => location.assign("/docs/") },
  ];
}

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
    <Modal
      opened
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
            className={css.command}
            onMouseMove={() => set_at(index)}
            onClick={() => run(command)}
          >
            <Icon name={command.icon} size={16} /> {command.label}
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className={css.none}>Nothing is called like that.</p>}
    </Modal>
  );
}
