// Who is in the org, who is invited, and what happened.
import { Button, Tabs } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { may, useSession } from "../api/session";
import { useAsked } from "../kit/asked";
import { Export, ExportCsv } from "../kit/export";
import { PageHead } from "../kit/page-head";
import { activity_list, audit_csv, invite_list, member_list } from "./data";
import { Activity, Audit } from "./feeds";
import { InviteForm } from "./invite-form";
import { Invites } from "./invites";
import { Members } from "./members";
import { tabs } from "./search";

const list_of = { members: member_list, invites: invite_list, activity: () => activity_list };
const labels = { members: "Members", invites: "Invites", activity: "Activity", audit: "Audit log" };

export default function TeamPage() {
  const session = useSession();
  const is_admin = may(session, "admin");
  const shown = is_admin ? tabs : (["members", "activity"] as const);
  const search = useSearch({ from: "/inside/team" });
  const tab = shown.find((one) => one === search.tab) ?? "members";
  const navigate = useNavigate({ from: "/team" });
  const invite = useAsked("invite");
  return (
    <>
      <PageHead title="Team">
        {tab === "audit" ? (
          <Export name="audit-log" read={() => audit_csv(search)} />
        ) : (
          <ExportCsv name={tab} ask={list_of[tab](search).ask} />
        )}
        {is_admin && (
          <Button size="xs" onClick={invite.open}>
            Invite
          </Button>
        )}
      </PageHead>
      {is_admin && invite.opened && <InviteForm close={invite.close} />}
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(value) => {
          const next = shown.find((one) => one === value && one !== "members");
          void navigate({ to: ".", search: { tab: next } });
        }}
      >
        <Tabs.List mb="md">
          {shown.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {labels[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="members">
          <Members search={search} />
        </Tabs.Panel>
        <Tabs.Panel value="invites">
          <Invites search={search} />
        </Tabs.Panel>
        <Tabs.Panel value="activity">
          <Activity />
        </Tabs.Panel>
        <Tabs.Panel value="audit">
          <Audit search={search} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
