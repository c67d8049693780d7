// What passes through the gateway of AI calls.
import { Tabs } from "@mantine/core";
import { Outlet, useNavigate, useSearch } from "@tanstack/react-router";
import { ExportCsv } from "../kit/export";
import { PageHead } from "../kit/page-head";
import { period_name, period_of } from "../kit/period";
import { Calls } from "./calls";
import { calls_query, usual } from "./data";
import { Providers } from "./providers";
import { Rules } from "./rules";
import { filters_of, tabs } from "./search";
import { AiSettings } from "./settings";

const labels = { calls: "Calls", rules: "Rules", providers: "Providers", settings: "Settings" };

export default function AiPage() {
  const search = useSearch({ from: "/inside/ai" });
  const navigate = useNavigate({ from: "/ai" });
  const { tab = "calls" } = search;
  const period = period_of(search, usual);
  const { ask } = calls_query(period, filters_of(search));
  const choose = (value: string | null) => {
    const next = tabs.find((one) => one === value && one !== "calls");
    void navigate({ to: "/ai", search: { tab: next === "calls" ? undefined : next } });
  };
  return (
    <>
      <PageHead title="AI calls">
        {tab === "calls" && <ExportCsv name={`ai-requests-${period_name(period)}`} ask={ask} />}
      </PageHead>
      <Tabs value={tab} keepMounted={false} onChange={choose}>
        <Tabs.List mb="md">
          {tabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {labels[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="calls">
          <Calls search={search} />
        </Tabs.Panel>
        <Tabs.Panel value="rules">
          <Rules at={search.rule} />
        </Tabs.Panel>
        <Tabs.Panel value="providers">
          <Providers q={search.q} />
        </Tabs.Panel>
        <Tabs.Panel value="settings">
          <AiSettings />
        </Tabs.Panel>
      </Tabs>
      <Outlet />
    </>
  );
}
