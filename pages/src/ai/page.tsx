// What passes through the gateway of AI calls.
import { Outlet, useSearch } from "@tanstack/react-router";
import { ExportCsv } from "../kit/export";
import { PageHead } from "../kit/page-head";
import { period_name, period_of } from "../kit/period";
import { Calls } from "./calls";
import { calls_query, usual } from "./data";
import { filters_of } from "./search";

export default function AiPage() {
  const search = useSearch({ from: "/inside/ai" });
  const period = period_of(search, usual);
  const { ask } = calls_query(period, filters_of(search));
  return (
    <>
      <PageHead title="AI calls">
        <ExportCsv name={`ai-requests-${period_name(period)}`} ask={ask} />
      </PageHead>
      <Calls search={search} />
      <Outlet />
    </>
  );
}
