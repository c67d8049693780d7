// What can be done from anywhere, as far as the role of who is signed in goes.
import { useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { dev_query } from "../api/dev";
import { may, useSession, type Role } from "../api/session";
import type { Form } from "../kit/asked";
import { set_density, useDensity } from "../kit/density";
import type { IconName } from "../kit/icons";
import { useMarkAll } from "../notifications/data";
import { places } from "./nav";
import { useCurrent, useSwitchOrg } from "./orgs";
import { open_overlay } from "./overlay-state";
import { useSignOut } from "./signing-out";
import { keeps_policy } from "./theme";

export type Command = { label: string; icon: IconName; run: () => void };
type Made = { label: string; icon: IconName; role: Role; href: string };

const form = (path: string, name: Form) => `${path}#${name}`;

const made: Made[] = [
  { label: "Start a run", icon: "runs", role: "member", href: form("/executions", "start") },
  { label: "Invite people", icon: "team", role: "admin", href: form("/team", "invite") },
  { label: "Issue an access key", icon: "keys", role: "admin", href: form("/keys", "issue") },
  {
    label: "Add a provider's secret",
    icon: "keys",
    role: "admin",
    href: form("/keys?tab=providers", "add"),
  },
  { label: "Add a budget", icon: "tokens", role: "admin", href: form("/tokens", "budget") },
  {
    label: "Add a webhook",
    icon: "bell",
    role: "admin",
    href: form("/notifications?tab=webhooks", "webhook"),
  },
  { label: "Audit log", icon: "team", role: "admin", href: "/team?tab=audit" },
  { label: "Rules of AI calls", icon: "calls", role: "viewer", href: "/ai?tab=rules" },
  { label: "AI providers and models", icon: "calls", role: "viewer", href: "/ai?tab=providers" },
  { label: "Events", icon: "analytics", role: "viewer", href: "/analytics/events" },
  {
    label: "Notification preferences",
    icon: "bell",
    role: "viewer",
    href: "/notifications?tab=preferences",
  },
];

function useGoing(): Command[] {
  const navigate = useNavigate();
  const session = useSession();
  const is_dev = useQuery(dev_query).data === true;
  const offered = made.filter(({ role }) => may(session, role));
  return [
    ...places.map(({ to, label, icon }) => ({ label, icon, run: () => void navigate({ to }) })),
    ...offered.map(({ label, icon, href }) => ({
      label,
      icon,
      run: () => void navigate({ href }),
    })),
    ...(is_dev
      ? [
          {
            label: "Mail outbox",
            icon: "mail",
            run: () => void navigate({ to: "/outbox" }),
          } as const,
        ]
      : []),
  ];
}

function useLooks(): Command[] {
  const { setColorScheme } = useMantineColorScheme(keeps_policy);
  const next = useComputedColorScheme("light") === "dark" ? "light" : "dark";
  const other = useDensity() === "compact" ? "comfortable" : "compact";
  return [
    {
      label: `Use ${next} colours`,
      icon: next === "dark" ? "moon" : "sun",
      run: () => setColorScheme(next),
    },
    { label: `Use ${other} rows`, icon: "menu", run: () => set_density(other) },
  ];
}

export function useCommands(): Command[] {
  const { org } = useSession();
  const orgs = useCurrent().data?.orgs ?? [];
  const switching = useSwitchOrg();
  const reading = useMarkAll("read-all");
  const leaving = useSignOut();
  return [
    ...useGoing(),
    {
      label: "Mark all notifications as read",
      icon: "check",
      run: () => reading.mutate(undefined),
    },
    ...orgs
      .filter(({ id }) => id !== org.id)
      .map(({ id, name }): Command => ({
        label: `Switch to ${name}`,
        icon: "swap",
        run: () => switching.mutate(id),
      })),
    ...useLooks(),
    { label: "Keyboard", icon: "help", run: () => open_overlay("help") },
    { label: "API reference", icon: "search", run: () => location.assign("/docs/") },
    { label: "Sign out", icon: "out", run: () => leaving.mutate() },
  ];
}
