// The ways to resolve, mute and assign, for one issue and for many.
import { Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useSession } from "../api/session";
import { members_query, type IssueChange } from "./data";
import { severities } from "./search";

type Until = Pick<IssueChange, "muted_until_ms" | "muted_until_events">;

export function ResolveItems({
  run,
  release,
}: {
  run: (release?: string) => void;
  release?: string;
}) {
  return (
    <>
      <Menu.Item onClick={() => run()}>Now: any later event reopens it</Menu.Item>
      {release && (
        <Menu.Item onClick={() => run(release)}>
          In {release}: events of older releases don't count
        </Menu.Item>
      )}
      <Menu.Item onClick={() => run("next")}>In the next release</Menu.Item>
    </>
  );
}

const hour_ms = 3_600_000;
const times: [string, number][] = [
  ["For 1 hour", hour_ms],
  ["For 24 hours", 24 * hour_ms],
  ["For 7 days", 7 * 24 * hour_ms],
];

export function MuteItems({ run }: { run: (until?: Until) => void }) {
  return (
    <>
      {times.map(([label, length_ms]) => (
        <Menu.Item key={label} onClick={() => run({ muted_until_ms: Date.now() + length_ms })}>
          {label}
        </Menu.Item>
      ))}
      {[10, 100, 1000].map((events) => (
        <Menu.Item key={events} onClick={() => run({ muted_until_events: events })}>
          Until {events} more events
        </Menu.Item>
      ))}
      <Menu.Item onClick={() => run()}>Until I unmute it</Menu.Item>
    </>
  );
}

type AssignProps = {
  run: (id: string | null, said: string) => void;
  now?: string | null | undefined; // who has it, where that is one for all
};

export function AssignItems({ run, now }: AssignProps) {
  const { user } = useSession();
  const members = useQuery(members_query);
  const active = members.data?.data.filter(({ status }) => status === "active") ?? [];
  const others = active.filter(({ id }) => id !== user.id);
  return (
    <>
      <Menu.Item
        disabled={user.id === now}
        onClick={() => run(user.id, `Assigned to ${user.name}`)}
      >
        {user.name} (you)
      </Menu.Item>
      {others.map(({ id, name, email }) => (
        <Menu.Item
          key={id}
          disabled={id === now}
          onClick={() => run(id, `Assigned to ${name || email}`)}
        >
          {name || email}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Item disabled={now === null} onClick={() => run(null, "Assigned to nobody")}>
        Nobody
      </Menu.Item>
    </>
  );
}

type Severity = (typeof severities)[number];

export const SeverityItems = ({ run, now }: { run: (to: Severity) => void; now?: Severity }) =>
  severities.map((severity) => (
    <Menu.Item key={severity} disabled={severity === now} onClick={() => run(severity)}>
      {severity}
    </Menu.Item>
  ));
