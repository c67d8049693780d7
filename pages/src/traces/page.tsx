// Traces, logs and metrics of programs with OpenTelemetry.
import { Tabs } from "@mantine/core";
import { Outlet, useNavigate, useSearch } from "@tanstack/react-router";
import { ExportCsv } from "../kit/export";
import { PageHead } from "../kit/page-head";
import { logs_query, metrics_query, traces_query, type Time } from "./data";
import { Logs } from "./logs";
import { Metrics } from "./metrics";
import { tabs, type TracesSearch } from "./search";
import { useTime } from "./time";
import { Traces } from "./traces";

const labels = { traces: "Traces", logs: "Logs", metrics: "Metrics" };

export default function TracesPage() {
  const search = useSearch({ from: "/inside/traces" });
  const navigate = useNavigate({ from: "/traces" });
  const time = useTime(search);
  const { tab = "traces", range, since, until, service } = search;
  const choose = (value: string | null) => {
    const next = tabs.find((one) => one === value);
    const kept = { range, since, until, service };
    void navigate({
      to: "/traces",
      search: { ...kept, tab: next === "traces" ? undefined : next },
    });
  };
  return (
    <>
      <PageHead title="Traces">
        <Export search={search} time={time} />
      </PageHead>
      <Tabs value={tab} keepMounted={false} onChange={choose}>
        <Tabs.List mb="md">
          {tabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {labels[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="traces">
          <Traces search={search} time={time} />
        </Tabs.Panel>
        <Tabs.Panel value="logs">
          <Logs search={search} time={time} />
        </Tabs.Panel>
        <Tabs.Panel value="metrics">
          <Metrics search={search} time={time} />
        </Tabs.Panel>
      </Tabs>
      <Outlet />
    </>
  );
}

function Export({ search, time }: { search: TracesSearch; time: Time }) {
  const { tab = "traces" } = search;
  if (tab === "logs") return <ExportCsv name="logs" ask={logs_query(time, search).ask} />;
  if (tab === "metrics") return <ExportCsv name="metrics" ask={metrics_query.ask} />;
  return <ExportCsv name="traces" ask={traces_query(time, search).ask} />;
}
