// What can be done with a row, behind one button.
import { ActionIcon, Menu } from "@mantine/core";
import { Icon } from "./icons";

export type Deed = { label: string; run: () => void; loses?: boolean };

export function DeedsMenu({ of, deeds, pending }: { of: string; deeds: Deed[]; pending: boolean }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" aria-label={`Change ${of}`} loading={pending}>
          <Icon name="more" size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {deeds.map(({ label, run, loses }) => (
          <Menu.Item key={label} color={loses ? "red" : undefined} onClick={run}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
