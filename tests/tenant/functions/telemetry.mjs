import { canaries } from "../canaries.mjs";

// Traces and metrics come by otlp.
async function send(world, org, path, body) {
  const { status, text } = await world.host.request("POST", path, { body, token: world.token(`${org} owner`) });
  if (status > 202) throw new Error(`${status} ${text}`);
}

const hexadecimal = (digits) => Array.from({ length: digits }, () => Math.floor(Math.random() * 16).toString(16)).join("");

export function traces(name, trace = hexadecimal(32)) {
  const span = { traceId: trace, spanId: hexadecimal(16), name, startTimeUnixNano: `${Date.now()}000000` };
  return { resourceSpans: [{ resource: {}, scopeSpans: [{ spans: [span] }] }] };
}
export function metrics(name) {
  const dataPoints = [{ timeUnixNano: `${Date.now()}000000`, asInt: "1" }];
  return { resourceMetrics: [{ resource: {}, scopeMetrics: [{ metrics: [{ name, gauge: { dataPoints } }] }] }] };
}

const events = (name) => ({ events: [{ name, component: name, kind: "view", session_id: name, at_ms: Date.now() }] });

export default {
  bodies: { "POST /telemetry/events": (target, canary, number) => events(`${canary} sent ${number}`) },
  queries: { "GET /analytics/export": "?report=trends&metric=events" },
  ids: [
    ["/telemetry/traces/", "trace"],
    ["/telemetry/metrics/", "metric"],
  ],
  async make(world, org) {
    const target = { trace: hexadecimal(32), metric: `metric.${hexadecimal(8)}` };
    await send(world, org, "/api/v1/telemetry/events", events(`${canaries[org]} event`));
    await send(world, org, "/otlp/v1/traces", traces("a trace", target.trace));
    await send(world, org, "/otlp/v1/metrics", metrics(target.metric));
    return target;
  },
  remove: async () => ({ trace: hexadecimal(32), metric: `metric.${hexadecimal(8)}` }),
  random: { trace: hexadecimal(32), metric: `metric.${hexadecimal(8)}` },
};
