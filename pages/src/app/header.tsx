import { lazy, Suspense } from "react";
import { ActionIcon, Button, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lost_poll_ms, useConnected } from "../api/live";
import { held } from "../api/reach";
import { useSession } from "../api/session";
import { count } from "../kit/format";
import { Icon } from "../kit/icons";
import { poll } from "../kit/paged";
import { counts_query } from "../notifications/data";
import { initials } from "./initials";
import { open_overlay } from "./overlay-state";
import { keeps_policy } from "./theme";
import css from "./shell.module.css";

const HeaderMenu = lazy(held(() => import("./header-menus")));

export function Header({ open_menu }: { open_menu: () => void }) {
  return (
    <header className={css.header}>
      <ActionIcon
        className={css.burger}
        variant="subtle"
        color="gray"
        size="lg"
        aria-label="Pages"
        onClick={open_menu}
      >
        <Icon name="menu" />
      </ActionIcon>
      <Link to="/errors" className={css.brand} aria-label="Arris">
        <img src="/icon.svg" alt="" width="22" height="22" />
        <span className={css.name}>Arris</span>
      </Link>
      <Suspense fallback={<OrgName />}>
        <HeaderMenu name="orgs" />
      </Suspense>
      <span className={css.space} />
      <Liveness />
      <Button
        className={css.palette}
        size="xs"
        variant="default"
        leftSection={<Icon name="search" size={14} />}
        onClick={() => open_overlay("palette")}
      >
        Go to <kbd className={css.key}>Ctrl K</kbd>
      </Button>
      <Bell />
      <Scheme />
      <Suspense fallback={<Initials />}>
        <HeaderMenu name="person" />
      </Suspense>
    </header>
  );
}

const OrgName = () => <span className={css.org}>{useSession().org.name}</span>;

const Initials = () => (
  <ActionIcon
    variant="light"
    size="lg"
    radius="xl"
    aria-hidden="true"
    tabIndex={-1}
    component="span"
  >
    {initials(useSession().user.name)}
  </ActionIcon>
);

function Liveness() {
  const connected = useConnected();
  if (connected) return null;
  return (
    <span
      className={css.lost}
      role="status"
      title={`The live connection is lost. Pages ask again every ${lost_poll_ms / 1000} seconds.`}
    >
      <span>Not live</span>
    </span>
  );
}

function Bell() {
  const refetchInterval = useConnected() ? false : poll(lost_poll_ms);
  const counts = useQuery({ ...counts_query, refetchInterval });
  const unread = counts.data?.unread ?? 0;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={unread ? `Notifications, ${unread} unread` : "Notifications"}
      renderRoot={(props) => <Link to="/notifications" {...props} />}
    >
      <Icon name="bell" />
      {unread > 0 && (
        <span className={css.badge} data-testid="unread">
          {count(unread)}
        </span>
      )}
    </ActionIcon>
  );
}

function Scheme() {
  const { setColorScheme } = useMantineColorScheme(keeps_policy);
  const now = useComputedColorScheme("light", { getInitialValueInEffect: false });
  const next = now === "dark" ? "light" : "dark";
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={`Use ${next} colours`}
      onClick={() => setColorScheme(next)}
    >
      <Icon name={now === "dark" ? "sun" : "moon"} />
    </ActionIcon>
  );
}
