// What a shop with OpenTelemetry sends: traces of which one failed, its logs, and three kinds of metrics.

import assert from "node:assert/strict";

const minute_ms = 60_000;

const value_of = (value) => {
  if (typeof value === "string") return { stringValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
};
const attributes = (object) => Object.entries(object).map(([key, value]) => ({ key, value: value_of(value) }));
const resource = (service) => ({ attributes: attributes({ "service.name": service, "deployment.environment.name": "production" }) });
const nano = (ms) => String(BigInt(Math.round(ms * 1000)) * 1000n);
const hex = (number, digits) => number.toString(16).padStart(digits, "0");

// A name, when it begins and ends in ms, and which of the spans before it caused it.
const checkout = [
  { service: "shop", name: "POST /checkout", kind: 2, from: 0, to: 842, failed: "", with: { "http.request.method": "POST", "url.path": "/checkout", "http.response.status_code": 500 } },
  { service: "shop", name: "load cart", kind: 1, from: 5, to: 60, parent: 0 },
  { service: "shop", name: "SELECT carts", kind: 3, from: 8.2, to: 41.75, parent: 1, with: { "db.system.name": "postgresql", "db.query.text": "SELECT * FROM carts WHERE id = $1" } },
  { service: "billing", name: "charge", kind: 2, from: 80, to: 700, parent: 0, failed: "the card was declined", thrown: "The card was declined after 3 tries" },
  { service: "billing", name: "POST /v1/charges", kind: 3, from: 100.5, to: 660, parent: 3, failed: "402", with: { "server.address": "payments.example" } },
  { service: "shop", name: "send receipt", kind: 4, from: 720, to: 840, parent: 0 },
  { service: "shop", name: "cache.set", kind: 3, from: 841, to: 841.093, parent: 0 },
];

function exception(message, at_ms) {
  const stack = "PaymentError: declined\n    at charge (/app/billing.js:42:11)\n    at checkout (/app/shop.js:7:3)";
  const of_it = { "exception.type": "PaymentError", "exception.message": message, "exception.stacktrace": stack };
  return [{ name: "exception", timeUnixNano: nano(at_ms), attributes: attributes(of_it) }];
}

function span_of(trace, at_ms, span, index) {
  return {
    traceId: hex(trace, 32),
    spanId: hex(trace * 1000 + index + 1, 16),
    parentSpanId: span.parent === undefined ? "" : hex(trace * 1000 + span.parent + 1, 16),
    name: span.name,
    kind: span.kind,
    startTimeUnixNano: nano(at_ms + span.from),
    endTimeUnixNano: nano(at_ms + span.to),
    attributes: attributes(span.with ?? {}),
    status: span.failed === undefined ? {} : { code: 2, message: span.failed },
    events: span.thrown ? exception(span.thrown, at_ms + span.to) : [],
  };
}

function traces(now_ms) {
  const sent = [{ number: 1, at_ms: now_ms - 2000, spans: checkout }];
  for (let number = 2; number <= 90; ++number) {
    const to = 3 + ((number * number * 37) % 1900);
    const root = { service: "shop", name: ["GET /cart", "GET /products", "POST /search"][number % 3], kind: 2, from: 0, to };
    const query = { service: "shop", name: "SELECT", kind: 3, from: to / 4, to: to / 2, parent: 0 };
    sent.push({ number, at_ms: now_ms - number * 7 * minute_ms, spans: [root, query] });
  }
  return ["shop", "billing"].map((service) => {
    const of_service = ({ number, at_ms, spans }) =>
      spans.flatMap((span, index) => (span.service === service ? [span_of(number, at_ms, span, index)] : []));
    return { resource: resource(service), scopeSpans: [{ scope: { name: "http" }, spans: sent.flatMap(of_service) }] };
  });
}

function logs(now_ms) {
  const record = (at_ms, severityNumber, body, more = {}) => ({ timeUnixNano: nano(at_ms), severityNumber, body, ...more });
  const of_checkout = (index) => ({ traceId: hex(1, 32), spanId: hex(1000 + index + 1, 16) });
  const text = (stringValue) => ({ stringValue });
  const logRecords = [
    record(now_ms - 1990, 9, text("checkout began"), { ...of_checkout(0), attributes: attributes({ "cart.items": 3 }) }),
    record(now_ms - 1300, 17, text("the card was declined, the customer was told"), of_checkout(3)),
    record(now_ms - 5000, 13, text("the cache is almost full: 91 %")),
    record(now_ms - 9000, 5, { kvlistValue: { values: attributes({ step: "warm-up", entries: 1200 }) } }),
  ];
  for (let number = 1; number <= 200; ++number) logRecords.push(record(now_ms - number * 20_000, 9, text(`request ${number} was served`)));
  return [{ resource: resource("shop"), scopeLogs: [{ scope: { name: "app" }, logRecords }] }];
}

function metrics(now_ms) {
  const times = Array.from({ length: 48 }, (_, index) => now_ms - (48 - index) * 5 * minute_ms);
  const of_route = (route) => attributes({ "http.route": route });
  const gauge = times.map((at_ms, index) => ({ timeUnixNano: nano(at_ms), asDouble: 4 + 8 * Math.sin(index / 5) }));
  const routes = ["/cart", "/checkout"].flatMap((route, place) =>
    times.map((at_ms, index) => ({ timeUnixNano: nano(at_ms), asInt: String((place + 1) * (index * 14 + (index % 7))), attributes: of_route(route) })));
  const durations = times.map((at_ms, index) => ({
    timeUnixNano: nano(at_ms),
    count: String(20 + index),
    sum: (20 + index) * (30 + (index % 9)),
    bucketCounts: [String(10 + index), "10"],
    explicitBounds: [50],
  }));
  const sent = [
    { name: "balance", unit: "USD", description: "What is left of the budget", gauge: { dataPoints: gauge } },
    { name: "http.server.requests", unit: "{requests}", description: "Requests that were served", sum: { aggregationTemporality: 2, isMonotonic: true, dataPoints: routes } },
    { name: "http.server.duration", unit: "ms", description: "How long requests took", histogram: { aggregationTemporality: 1, dataPoints: durations } },
  ];
  return [{ resource: resource("shop"), scopeMetrics: [{ scope: { name: "app" }, metrics: sent }] }];
}

const key_of = async (host, token) => {
  const body = { name: "signals", kind: "secret", scopes: ["telemetry:write"] };
  return (await host.request("POST", "/api/v1/keys/access", { body, token })).json.key;
};

async function send(host, key, signal, body) {
  const answer = await host.request("POST", `/otlp/v1/${signal}`, { body, token: key });
  assert.deepEqual([answer.status, answer.json], [200, {}], answer.text);
}

// `token` is of an admin of the org that gets them. Gives the id of the trace that failed.
export async function send_signals(host, token) {
  const key = await key_of(host, token);
  const now_ms = Date.now();
  await send(host, key, "traces", { resourceSpans: traces(now_ms) });
  await send(host, key, "logs", { resourceLogs: logs(now_ms) });
  await send(host, key, "metrics", { resourceMetrics: metrics(now_ms) });
  return hex(1, 32);
}

const at_once = 500;

// So many traces of one span, each with a record.
export async function send_requests(host, token, count) {
  const key = await key_of(host, token);
  const now_ms = Date.now();
  const request = { name: "GET /cart", kind: 2, from: 0, to: 12 };
  for (let first = 1; first <= count; first += at_once) {
    const numbers = Array.from({ length: Math.min(at_once, count - first + 1) }, (_, index) => first + index);
    const spans = numbers.map((number) => span_of(number, now_ms - number * 1000, request, 0));
    const logRecords = numbers.map((number) => ({ timeUnixNano: nano(now_ms - number * 1000), severityNumber: 9, body: { stringValue: `request ${number}` } }));
    await send(host, key, "traces", { resourceSpans: [{ resource: resource("shop"), scopeSpans: [{ scope: {}, spans }] }] });
    await send(host, key, "logs", { resourceLogs: [{ resource: resource("shop"), scopeLogs: [{ scope: {}, logRecords }] }] });
  }
}
