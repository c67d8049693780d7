import { useInfiniteQuery } from "@tanstack/react-query";
import { api, ok } from "../api/client";
import { Ago } from "../kit/ago";
import { Badge, type Tone } from "../kit/badge";
import { DeedsMenu } from "../kit/deeds";
import { Listed } from "../kit/listed";
import { Empty } from "../kit/states";
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
  return (
    <>
      <Listed
        list={list}
        what="The invites"
        row_height={46}
        first_rows={4}
        empty={
          <Empty title="Nobody is invited">
            <p>Who is invited gets a mail and joins with the role that you choose.</p>
          </Empty>
        }
      >
        {(invites) => (
          <table className={table.table}>
            <thead>
              <tr>
                <th>Address</th>
                <th>State</th>
                <th className={table.medium}>Role</th>
                <th className={table.medium}>Open until</th>
                <th>Change</th>
              </tr>
            </thead>
            <tbody>
              {invites.map((invite) => (
                <Row key={invite.id} invite={invite} />
              ))}
            </tbody>
          </table>
        )}
      </Listed>
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
      <td className={`${table.main} ${table.whole}`}>{invite.email}</td>
      <td>
        <Badge tone={tones[invite.state]}>{invite.state}</Badge>
      </td>
      <td className={table.medium}>{invite.role}</td>
      <td className={table.medium}>
        <Ago at_ms={invite.expires_at_ms} />
      </td>
      <td>
        {open && (
          <DeedsMenu
            of={invite.email}
            pending={resending.isPending || revoking.isPending}
            deeds={[
              { label: "Mail again", run: () => resending.mutate() },
              { label: "Revoke", run: () => revoking.mutate(), loses: true },
            ]}
          />
        )}
      </td>
    </tr>
  );
}
