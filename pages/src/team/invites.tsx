import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { api, ok } from "../api/client";
import { Ago } from "../kit/ago";
import { Badge, type Tone } from "../kit/badge";
import { More, RowSkeletons } from "../kit/list";
import { Empty, Failed } from "../kit/states";
import table from "../kit/table.module.css";
import { invite_list, useTeamDeed, type Invite } from "./data";

const tones: Record<Invite["state"], Tone> = {
  pending: "blue",
  expired: "orange",
  accepted: "green",
  revoked: "gray",
};

export function Invites() {
  const list = useInfiniteQuery(invite_list);
  const invites = list.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <>
      {list.error && !list.data && (
        <Failed what="The invites" error={list.error} retry={() => void list.refetch()} />
      )}
      {list.isPending && <RowSkeletons rows={4} height={46} />}
      {list.data && invites.length === 0 && (
        <Empty title="Nobody is invited">
          <p>Who is invited gets a mail and joins with the role that you choose.</p>
        </Empty>
      )}
      {invites.length > 0 && (
        <table className={table.table}>
          <thead>
            <tr>
              <th>Address</th>
              <th>State</th>
              <th className={table.medium}>Role</th>
              <th className={table.medium}>Open until</th>
              <th>Mail</th>
            </tr>
          </thead>
          <tbody>
            {invites.map((invite) => (
              <Row key={invite.id} invite={invite} />
            ))}
          </tbody>
        </table>
      )}
      <More {...list} />
    </>
  );
}

function Row({ invite }: { invite: Invite }) {
  const params = { path: { id: invite.id } };
  const resending = useTeamDeed(
    () => ok(api.POST("/api/v1/team/invites/{id}/resend", { params })),
    `Mailed ${invite.email} again`,
  );
  const revoking = useTeamDeed(
    () => ok(api.DELETE("/api/v1/team/invites/{id}", { params })),
    "The invite is revoked: its link opens nothing",
  );
  const open = invite.state === "pending" || invite.state === "expired";
  return (
    <tr>
      <td className={table.main}>{invite.email}</td>
      <td>
        <Badge tone={tones[invite.state]}>{invite.state}</Badge>
      </td>
      <td className={table.medium}>{invite.role}</td>
      <td className={table.medium}>
        <Ago at_ms={invite.expires_at_ms} />
      </td>
      <td>
        {open && (
          <div className={table.buttons}>
            <Button
              size="compact-xs"
              variant="default"
              loading={resending.isPending}
              onClick={() => resending.mutate()}
            >
              Mail again
            </Button>
            <Button
              size="compact-xs"
              variant="subtle"
              color="red"
              loading={revoking.isPending}
              onClick={() => revoking.mutate()}
            >
              Revoke
            </Button>
          </div>
        )}
      </td>
    </tr>
  );
}
