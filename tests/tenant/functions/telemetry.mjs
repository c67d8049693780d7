// Traces and metrics come by otlp.
async function send(world, org, signal, body) {
  const { status, text } = await world.host.request("POST", `/otlp/v1/${signal}`, { body, token: world.token(`${org} owner`) });
  if (status !== 200) throw new Error(`${status} ${text}`);
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

export default {
  queries: { "GET /analytics/export": "?report=trends&metric=events" },
  ids: [
    ["/telemetry/traces/", "trace"],
    ["/telemetry/metrics/", "metric"],
  ],
  async make(world, org) {
    const target = { trace: hexadecimal(32), metric: `metric.${hexadecimal(8)}` };
    await send(world, org, "traces", traces("a trace", target.trace));
    await send(world, org, "metrics", metrics(target.metric));
    return target;
  },
  remove: async () => ({ trace: hexadecimal(32), metric: `metric.${hexadecimal(8)}` }),
  random: { trace: hexadecimal(32), metric: `metric.${hexadecimal(8)}` },
};
