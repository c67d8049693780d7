// Keys for programs that call this API, and the secrets of AI providers that are kept here.
import { Tabs } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { may, useSession } from "../api/session";
import { PageHead } from "../kit/page-head";
import { Empty } from "../kit/states";
import { AccessKeys } from "./access-keys";
import { Vault } from "./vault";

export default function KeysPage() {
  const session = useSession();
  const search = useSearch({ from: "/inside/keys" });
  const { tab = "access" } = search;
  const navigate = useNavigate({ from: "/keys" });
  if (!may(session, "admin"))
    return (
      <>
        <PageHead title="Keys" />
        <Empty title="Keys are the admins' part">
          <p>Ask an admin or the owner of {session.org.name} for a key.</p>
        </Empty>
      </>
    );
  return (
    <>
      <PageHead title="Keys" />
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(value) =>
          void navigate({ to: ".", search: value === "providers" ? { tab: "providers" } : {} })
        }
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="access">Access keys</Tabs.Tab>
          <Tabs.Tab value="providers">Provider secrets</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="access">
          <AccessKeys search={search} />
        </Tabs.Panel>
        <Tabs.Panel value="providers">
          <Vault search={search} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
