import { Button } from "@mantine/core";
import { useState } from "react";
import { Ago } from "../kit/ago";
import { Badge, type Tone } from "../kit/badge";
import { ChooseAll, ChooseOne, ChosenBar, useChoice, type Choice } from "../kit/choice";
import { Confirm } from "../kit/confirm";
import { DeedsMenu } from "../kit/deeds";
import { many } from "../kit/format";
import { Listed } from "../kit/listed";
import { usePolled } from "../kit/polled";
import { Empty } from "../kit/states";
import table from "../kit/table.module.css";
import { InviteFilters } from "./filters";
import type { TeamSearch } from "./search";
import { invite_list, is_open, send_invite, useTeamDeed, type Invite } from "./data";

const tones: Record<Invite["state"], Tone> = {
  pending: "blue",
  expired: "orange",
  accepted: "green",
  revoked: "gray",
};

export function Invites({ search }: { search: TeamSearch }) {
  const list = usePolled(invite_list(search));
  return (
    <>
      <InviteFilters search={search} />
      <Listed
        list={list}
        what="The invites"
        row_height={46}
        first_rows={4}
        empty={
          search.invite ? (
            <Empty title="No invite fits this filter" />
          ) : (
            <Empty title="Nobody is invited">
              <p>Who is invited gets a mail and joins with the role that you choose.</p>
            </Empty>
          )
        }
      >
        {(invites) => <Table invites={invites} />}
      </Listed>
    </>
  );
}

function Table({ invites }: { invites: Invite[] }) {
  const choice = useChoice(invites.filter(is_open).map(({ id }) => id));
  return (
    <>
      <Together choice={choice} invites={invites} />
      <table className={table.table}>
        <thead>
          <tr>
            <ChooseAll choice={choice} />
            <th>Address</th>
            <th>State</th>
            <th className={table.medium}>Role</th>
            <th className={table.medium}>Open until</th>
            <th>Change</th>
          </tr>
        </thead>
        <tbody>
          {invites.map((invite) => (
            <Row key={invite.id} invite={invite} choice={choice} />
          ))}
        </tbody>
      </table>
    </>
  );
}

const closes = "The link in the mail opens nothing any more. Another invite can be sent.";

function Together({ choice, invites }: { choice: Choice; invites: Invite[] }) {
  const [asking, set_asking] = useState(false);
  const done = () => {
    set_asking(false);
    choice.choose([]);
  };
  // One that is refused stops none of the others.
  const each = (send: (id: string) => Promise<unknown>) => () => Promise.all(choice.ids.map(send));
  const said = (what: string) => `${many(choice.ids.length, "invite")} ${what}`;
  const resending = useTeamDeed(each(send_invite.resend), said("mailed again"), done);
  const revoking = useTeamDeed(each(send_invite.revoke), said("revoked"), done);
  const addresses = invites.filter(({ id }) => choice.ids.includes(id)).map(({ email }) => email);
  return (
    <ChosenBar choice={choice} one="invite">
      <Button
        size="xs"
        variant="default"
        loading={resending.isPending}
        onClick={() => resending.mutate()}
      >
        Mail again
      </Button>
      <Button size="xs" variant="subtle" color="red" onClick={() => set_asking(true)}>
        Revoke
      </Button>
      {asking && (
        <Confirm
          title={`Revoke ${many(choice.ids.length, "invite")}?`}
          button="Revoke"
          pending={revoking.isPending}
          run={() => revoking.mutate()}
          cancel={() => set_asking(false)}
        >
          {addresses.join(", ")}: {closes}
        </Confirm>
      )}
    </ChosenBar>
  );
}

function Row({ invite, choice }: { invite: Invite; choice: Choice }) {
  const { id, email } = invite;
  const [asking, set_asking] = useState(false);
  const close = () => set_asking(false);
  const resending = useTeamDeed(() => send_invite.resend(id), `Mailed ${email} again`);
  const revoking = useTeamDeed(() => send_invite.revoke(id), "The invite is revoked", close);
  return (
    <tr>
      {is_open(invite) ? <ChooseOne choice={choice} id={id} label={email} /> : <td />}
      <td className={`${table.main} ${table.whole}`}>{email}</td>
      <td>
        <Badge tone={tones[invite.state]}>{invite.state}</Badge>
      </td>
      <td className={table.medium}>{invite.role}</td>
      <td className={table.medium}>
        <Ago at_ms={invite.expires_at_ms} />
      </td>
      <td>
        {is_open(invite) && (
          <DeedsMenu
            of={email}
            pending={resending.isPending || revoking.isPending}
            deeds={[
              { label: "Mail again", run: () => resending.mutate() },
              { label: "Revoke", run: () => set_asking(true), loses: true },
            ]}
          />
        )}
        {asking && (
          <Confirm
            title={`Revoke the invite of ${email}?`}
            button="Revoke"
            pending={revoking.isPending}
            run={() => revoking.mutate()}
            cancel={close}
          >
            {closes}
          </Confirm>
        )}
      </td>
    </tr>
  );
}
