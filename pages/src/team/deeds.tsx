// What is done to a member: their role and standing, and when they go.
import { Button, Menu } from "@mantine/core";
import { useState } from "react";
import { api, ok } from "../api/client";
import { may, useSession, type Session } from "../api/session";
import { Confirm } from "../kit/confirm";
import { Icon } from "../kit/icons";
import { name_of, useMemberChange, useTeamDeed, type Member } from "./data";
import { roles } from "./search";

// Why who is signed in may not change somebody; null where they may.
export function why_not(session: Session, { id, role }: Member): string | null {
  if (!may(session, "admin"))
    return "Your role may look, not change: admins and owners change members.";
  if (id === session.user.id) return "This is you: nobody changes their own role or standing.";
  if (role === "owner" && !may(session, "owner")) return "Only an owner changes an owner.";
  return null;
}

type Props = { member: Member; removed?: () => void };

export function Deeds({ member, removed = () => undefined }: Props) {
  const session = useSession();
  const [open, set_open] = useState<"remove" | "transfer" | null>(null);
  const path = { path: { id: member.id } };
  const name = name_of(member);
  const close = () => set_open(null);
  const change = useMemberChange(member, name);
  const removing = useTeamDeed(
    () => ok(api.DELETE("/api/v1/team/members/{id}", { params: path })),
    `${name} is no longer a member`,
    () => {
      close();
      removed();
    },
  );
  const transferring = useTeamDeed(
    () => ok(api.POST("/api/v1/team/transfer", { body: { user_id: member.id } })),
    `${name} is the owner now`,
    () => location.reload(),
  );
  const is_owner = may(session, "owner");
  if (why_not(session, member)) return member.role;
  const offered = roles.filter((role) => is_owner || role !== "owner");
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            size="xs"
            variant="default"
            aria-label={`${member.role}: change ${name}`}
            rightSection={<Icon name="down" size={12} />}
          >
            {member.role}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Role</Menu.Label>
          {offered.map((role) => (
            <Menu.Item key={role} disabled={role === member.role} onClick={() => change({ role })}>
              {role}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item
            onClick={() => change({ status: member.status === "active" ? "suspended" : "active" })}
          >
            {member.status === "active" ? "Suspend" : "Let in again"}
          </Menu.Item>
          {is_owner && member.status === "active" && (
            <Menu.Item onClick={() => set_open("transfer")}>Hand over the organization</Menu.Item>
          )}
          <Menu.Item onClick={() => set_open("remove")}>Remove</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open === "remove" && (
        <Confirm
          title={`Remove ${name}?`}
          button="Remove"
          pending={removing.isPending}
          run={() => removing.mutate()}
          cancel={close}
        >
          They lose access within seconds. What they did stays.
        </Confirm>
      )}
      {open === "transfer" && (
        <Confirm
          title={`Hand ${session.org.name} over to ${name}?`}
          button="Hand over"
          pending={transferring.isPending}
          run={() => transferring.mutate()}
          cancel={close}
        >
          They become the owner, and you an admin. Only they can undo it.
        </Confirm>
      )}
    </>
  );
}
