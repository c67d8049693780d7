// What can be done to the chosen issues together.
import { Button, Menu } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { held } from "../api/reach";
import { ChosenBar, type Choice } from "../kit/choice";
import { Icon } from "../kit/icons";
import { useTriage } from "./actions";
import { AssignItems, MuteItems, ResolveItems, SeverityItems } from "./menus";
import type { ListedIssue } from "./data";

const Merge = lazy(held(() => import("./merge")));
const merged_max = 51;

type Props = { issues: ListedIssue[]; choice: Choice };

export function BulkBar({ issues, choice }: Props) {
  const { ids: chosen, choose } = choice;
  const triage = useTriage();
  const [merging, set_merging] = useState(false);
  const targets = issues.filter(({ id }) => chosen.includes(id));
  const open = targets.filter(({ state }) => state !== "resolved");
  const closed = targets.filter(({ state }) => state !== "unresolved");
  const done =
    <Args extends unknown[]>(run: (...args: Args) => void) =>
    (...args: Args) => {
      run(...args);
      choose([]);
    };
  return (
    <ChosenBar choice={choice} one="issue">
      <Actions label="Resolve" disabled={open.length === 0}>
        <ResolveItems run={done((release?: string) => triage.resolve(open, release))} />
      </Actions>
      <Actions label="Mute" disabled={open.length === 0}>
        <MuteItems run={done((until) => triage.mute(open, until))} />
      </Actions>
      <Actions label="Assign">
        <AssignItems run={done((assignee_id, said) => triage.assign(targets, assignee_id, said))} />
      </Actions>
      <Actions label="Severity">
        <SeverityItems run={done((severity) => triage.grade(targets, severity))} />
      </Actions>
      <Button
        size="xs"
        variant="default"
        disabled={closed.length === 0}
        onClick={done(() => triage.reopen(closed))}
      >
        Reopen
      </Button>
      <Button
        size="xs"
        variant="default"
        disabled={targets.length < 2 || targets.length > merged_max}
        onClick={() => set_merging(true)}
      >
        Merge
      </Button>
      <Suspense fallback={null}>
        {merging && (
          <Merge issues={targets} close={() => set_merging(false)} merged={() => choose([])} />
        )}
      </Suspense>
    </ChosenBar>
  );
}

export function Actions({
  label,
  disabled,
  children,
}: {
  label: string;
  disabled?: boolean;
  children: React.ReactNode;
}) {
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          disabled={disabled}
          rightSection={<Icon name="down" size={12} />}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
