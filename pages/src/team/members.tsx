import { Button, Menu } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok } from "../api/client";
import { may, useSession } from "../api/session";
import { Ago } from "../kit/ago";
import { Badge } from "../kit/badge";
import { Confirm } from "../kit/confirm";
import { compact, usd } from "../kit/format";
import { Icon } from "../kit/icons";
import { Listed } from "../kit/listed";
import { Empty } from "../kit/states";
import table from "../kit/table.module.css";
import { member_list, useMemberChange, useTeamDeed, type Member } from "./data";
import { MemberFilters } from "./filters";
import { roles, type TeamSearch } from "./search";

export function Members({ search }: { search: TeamSearch }) {
  const list = useInfiniteQuery(member_list(search));
  return (
    <>
      <MemberFilters search={search} />
      <Listed
        list={list}
        what="The members"
        row_height={58}
        first_rows={5}
        empty={<Empty title="No member fits these filters" />}
      >
        {(members) => (
          <table className={table.table}>
            <thead>
              <tr>
                <th>Member</th>
                <th>Role</th>
                <th className={table.medium}>Last active</th>
                <th className={`${table.number} ${table.wide}`}>Runs, 30 days</th>
                <th className={`${table.number} ${table.wide}`}>AI tokens, 30 days</th>
                <th className={`${table.number} ${table.medium}`}>AI cost, 30 days</th>
              </tr>
            </thead>
            <tbody>
              {members.map((member) => (
                <Row key={member.id} member={member} />
              ))}
            </tbody>
          </table>
        )}
      </Listed>
    </>
  );
}

function Row({ member }: { member: Member }) {
  return (
    <tr>
      <td className={table.main}>
        {member.name || member.email}
        {member.status === "suspended" && (
          <>
            {" "}
            <Badge tone="orange">suspended</Badge>
          </>
        )}
        <div className={table.under}>{member.email}</div>
      </td>
      <td>
        <Deeds member={member} />
      </td>
      <td className={table.medium}>
        <Ago at_ms={member.last_active_at_ms} />
      </td>
      <td className={`${table.number} ${table.wide}`}>{compact(member.runs_30d)}</td>
      <td className={`${table.number} ${table.wide}`}>{compact(member.tokens_30d)}</td>
      <td className={`${table.number} ${table.medium}`}>{usd(member.cost_nano_usd_30d)}</td>
    </tr>
  );
}

// Nobody changes themselves here, and of owners only an owner does.
function Deeds({ member }: { member: Member }) {
  const session = useSession();
  const [open, set_open] = useState<"remove" | "transfer" | null>(null);
  const path = { path: { id: member.id } };
  const name = member.name || member.email;
  const close = () => set_open(null);
  const change = useMemberChange(member, name);
  const removing = useTeamDeed(
    () => ok(api.DELETE("/api/v1/team/members/{id}", { params: path })),
    `${name} is no longer a member`,
    close,
  );
  const transferring = useTeamDeed(
    () => ok(api.POST("/api/v1/team/transfer", { body: { user_id: member.id } })),
    `${name} is the owner now`,
    () => location.reload(),
  );
  const is_owner = may(session, "owner");
  const allowed =
    may(session, "admin") && member.id !== session.user.id && (is_owner || member.role !== "owner");
  if (!allowed) return member.role;
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
