// The menus of the header. They come a moment after it; till then their buttons stand in their places.
import { ActionIcon, Button, Menu } from "@mantine/core";
import { useSession } from "../api/session";
import { Icon } from "../kit/icons";
import { open_overlay } from "./overlay-state";
import { useCurrent, useSwitchOrg } from "./orgs";
import { initials } from "./initials";
import { useSignOut } from "./signing-out";
import css from "./shell.module.css";

export default function HeaderMenu({ name }: { name: "orgs" | "person" }) {
  return name === "orgs" ? <Orgs /> : <Person />;
}

function Orgs() {
  const { org } = useSession();
  const current = useCurrent();
  const switching = useSwitchOrg();
  const orgs = current.data?.orgs ?? [];
  if (orgs.length < 2) return <span className={css.org}>{org.name}</span>;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          className={css.org}
          size="xs"
          variant="subtle"
          color="gray"
          rightSection={<Icon name="down" size={14} />}
          loading={switching.isPending}
        >
          {org.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={css.orgs}>
        <Menu.Label>Organizations</Menu.Label>
        {orgs.map((one) => (
          <Menu.Item
            key={one.id}
            rightSection={one.id === org.id ? <Icon name="check" size={14} /> : null}
            onClick={() => one.id !== org.id && switching.mutate(one.id)}
          >
            {one.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Person() {
  const { user, role } = useSession();
  const leaving = useSignOut();
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon
          variant="light"
          size="lg"
          radius="xl"
          aria-label={`${initials(user.name)}: ${user.name}`}
        >
          {initials(user.name)}
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={css.who}>
          <strong>{user.name}</strong>
          <span>{user.email}</span>
          <span>{role}</span>
        </div>
        <Menu.Divider />
        <Menu.Item
          leftSection={<Icon name="help" size={16} />}
          onClick={() => open_overlay("help")}
        >
          Keyboard
        </Menu.Item>
        <Menu.Item component="a" href="/docs/" leftSection={<Icon name="search" size={16} />}>
          API reference
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="out" size={16} />} onClick={() => leaving.mutate()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
