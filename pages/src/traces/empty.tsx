// None: either nothing fits the filters, or nothing was ever sent. Then the page says how to.
import type { ReactNode } from "react";
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { api, ok } from "../api/client";
import { Snippet } from "../kit/snippet";
import { Empty } from "../kit/states";
import { is_filtered, type TracesSearch } from "./search";

export function NoTraces({ search }: { search: TracesSearch }) {
  const query = { limit: 1 };
  const any = useQuery({
    queryKey: ["traces", "any"],
    queryFn: () => ok(api.GET("/api/v1/telemetry/traces", { params: { query } })),
  });
  if (any.isPending) return <Skeleton height={240} />;
  if (any.data && any.data.data.length > 0) return <NoneFits what="trace" search={search} />;
  return (
    <First what="trace" curl={trace_curl(location.origin)}>
      <p>
        Each request, job or call of a program is a trace: what it did, in which order and for how
        long. Exceptions in it become <Link to="/errors">errors</Link>, and calls of AI models are
        counted with <Link to="/tokens">tokens and cost</Link>.
      </p>
    </First>
  );
}

export function NoLogs({ search }: { search: TracesSearch }) {
  const query = { limit: 1 };
  const any = useQuery({
    queryKey: ["traces", "any-log"],
    queryFn: () => ok(api.GET("/api/v1/telemetry/logs", { params: { query } })),
  });
  if (any.isPending) return <Skeleton height={240} />;
  if (any.data && any.data.data.length > 0) return <NoneFits what="record" search={search} />;
  return <First what="log record" curl={log_curl(location.origin)} />;
}

export const NoMetrics = () => <First what="metric" curl={metric_curl(location.origin)} />;

function NoneFits({ what, search }: { what: string; search: TracesSearch }) {
  if (is_filtered(search))
    return (
      <Empty title={`No ${what} fits these filters`}>
        <p>Clear a filter, or choose a longer time.</p>
      </Empty>
    );
  return (
    <Empty title={`No ${what} in this time`}>
      <p>Choose a longer time. What is new appears here by itself.</p>
    </Empty>
  );
}

const environment_of = (origin: string) => `export OTEL_EXPORTER_OTLP_ENDPOINT=${origin}/otlp
export OTEL_EXPORTER_OTLP_HEADERS="authorization=Bearer $ACCESS_KEY"`;

function First({ what, curl, children }: { what: string; curl: string; children?: ReactNode }) {
  return (
    <Empty title={`Send your first ${what}`}>
      {children}
      <p>
        Any program with OpenTelemetry sends traces, logs and metrics here when its environment says
        so. The access key has the scope <code>telemetry:write</code>:
      </p>
      <Snippet code={environment_of(location.origin)} label="OpenTelemetry example" />
      <p>Or send one by hand:</p>
      <Snippet code={curl} label="curl example" />
    </Empty>
  );
}

const curl_of = (origin: string, signal: string, body: string) =>
  `NOW=$(date +%s)000000000
curl ${origin}/otlp/v1/${signal} \\
  -H "authorization: Bearer $ACCESS_KEY" -H "content-type: application/json" \\
  -d '${body}'`;

const resource = `"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]}`;

const trace_curl = (origin: string) =>
  `ID=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \\n')
` +
  curl_of(
    origin,
    "traces",
    `{"resourceSpans":[{${resource},
       "scopeSpans":[{"spans":[{"traceId":"'$ID'","spanId":"'\${ID:0:16}'","name":"GET /cart","kind":2,
         "startTimeUnixNano":"'$NOW'","endTimeUnixNano":"'$NOW'"}]}]}]}`,
  );

const log_curl = (origin: string) =>
  curl_of(
    origin,
    "logs",
    `{"resourceLogs":[{${resource},
       "scopeLogs":[{"logRecords":[{"timeUnixNano":"'$NOW'","severityNumber":9,
         "body":{"stringValue":"The cart was opened"}}]}]}]}`,
  );

const metric_curl = (origin: string) =>
  curl_of(
    origin,
    "metrics",
    `{"resourceMetrics":[{${resource},
       "scopeMetrics":[{"metrics":[{"name":"carts.open","gauge":{"dataPoints":[{"timeUnixNano":"'$NOW'",
         "asInt":"3"}]}}]}]}]}`,
  );
