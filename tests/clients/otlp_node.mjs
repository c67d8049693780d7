// node otlp_node.mjs [URL KEY]…: what OpenTelemetry's exporters send to each URL, in JSON and protobuf, as it is and with
// gzip: a trace of three spans, four log records and three metrics for each, of the service `node-ENCODING-COMPRESSION`.

import { context, SeverityNumber, SpanStatusCode, trace } from "@opentelemetry/api";
import { OTLPLogExporter as JsonLogs } from "@opentelemetry/exporter-logs-otlp-http";
import { OTLPLogExporter as ProtobufLogs } from "@opentelemetry/exporter-logs-otlp-proto";
import { OTLPMetricExporter as JsonMetrics } from "@opentelemetry/exporter-metrics-otlp-http";
import { OTLPMetricExporter as ProtobufMetrics } from "@opentelemetry/exporter-metrics-otlp-proto";
import { OTLPTraceExporter as JsonTraces } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtobufTraces } from "@opentelemetry/exporter-trace-otlp-proto";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchLogRecordProcessor, LoggerProvider } from "@opentelemetry/sdk-logs";
import { MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";

const exporters = {
  json: { traces: JsonTraces, logs: JsonLogs, metrics: JsonMetrics },
  protobuf: { traces: ProtobufTraces, logs: ProtobufLogs, metrics: ProtobufMetrics },
};

async function send_trace(exporter, resource) {
  const provider = new TracerProvider({ resource, spanProcessors: [new BatchSpanProcessor({ exporter })] });
  const tracer = provider.getTracer("checkout");
  const root = tracer.startSpan("GET /cart", { attributes: { "http.route": "/cart", tries: 2, ratio: 0.5, tags: ["a", "b"] } });
  const within = trace.setSpan(context.active(), root);
  const query = tracer.startSpan("SELECT", { links: [{ context: root.spanContext() }] }, within);
  query.addEvent("read", { rows: 3 });
  query.end();
  const charge = tracer.startSpan("charge", {}, within);
  charge.recordException(new RangeError(`the card of ${resource.attributes["service.name"]} was "declined"`));
  charge.setStatus({ code: SpanStatusCode.ERROR, message: "declined" });
  charge.end();
  root.end();
  await provider.shutdown();
}

async function send_logs(exporter, resource) {
  const provider = new LoggerProvider({ resource, processors: [new BatchLogRecordProcessor({ exporter })] });
  const logger = provider.getLogger("checkout");
  for (const [body, severityNumber] of [["started", SeverityNumber.INFO], ["slow", SeverityNumber.WARN], ["failed", SeverityNumber.ERROR]])
    logger.emit({ body, severityNumber, attributes: { cart: 7 } });
  logger.emit({ body: { items: [1, "two"] }, severityNumber: SeverityNumber.DEBUG });
  await provider.shutdown();
}

async function send_metrics(exporter, resource) {
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 60_000 });
  const provider = new MeterProvider({ resource, readers: [reader] });
  const meter = provider.getMeter("checkout");
  const { "service.name": service } = resource.attributes;
  const orders = meter.createCounter(`${service}.orders`, { unit: "{order}" });
  for (let i = 1; i <= 4; ++i) orders.add(i);
  const wait = meter.createHistogram(`${service}.wait`, { unit: "ms" });
  for (const ms of [1, 20, 300]) wait.record(ms);
  meter.createObservableGauge(`${service}.queue`).addCallback((result) => result.observe(2.5));
  await provider.shutdown();
}

for (let i = 2; i < process.argv.length; i += 2) {
  const [url, key] = process.argv.slice(i, i + 2);
  for (const [encoding, { traces, logs, metrics }] of Object.entries(exporters)) {
    for (const compression of ["none", "gzip"]) {
      const resource = resourceFromAttributes({ "service.name": `node-${encoding}-${compression}` });
      const to = (signal) => ({ url: `${url}/otlp/v1/${signal}`, headers: { authorization: `Bearer ${key}` }, compression });
      await Promise.all([
        send_trace(new traces(to("traces")), resource),
        send_logs(new logs(to("logs")), resource),
        send_metrics(new metrics(to("metrics")), resource),
      ]);
    }
  }
}
