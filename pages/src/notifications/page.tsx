// The inbox.
import { Tabs } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { may, useSession } from "../api/session";
import { PageHead } from "../kit/page-head";
import { tabs } from "./search";
import { Preferences } from "./preferences";
import { Webhooks } from "./webhooks";
import { Inbox, All } from "./inbox";

export default function NotificationsPage() {
  const search = useSearch({ from: "/inside/notifications" });
  const session = useSession();
  const navigate = useNavigate({ from: "/notifications" });
  const is_admin = may(session, "admin");
  const tab = search.tab === "webhooks" && !is_admin ? "inbox" : (search.tab ?? "inbox");
  return (
    <>
      <PageHead title="Notifications">{tab === "inbox" && <All search={search} />}</PageHead>
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(value) => {
          const next = tabs.find((one) => one === value);
          void navigate({ to: ".", search: next ? { tab: next } : {} });
        }}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="inbox">Inbox</Tabs.Tab>
          <Tabs.Tab value="preferences">Preferences</Tabs.Tab>
          {is_admin && <Tabs.Tab value="webhooks">Webhooks</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="inbox">
          <Inbox search={search} />
        </Tabs.Panel>
        <Tabs.Panel value="preferences">
          <Preferences />
        </Tabs.Panel>
        <Tabs.Panel value="webhooks">
          <Webhooks />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
