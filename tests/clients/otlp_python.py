"""otlp_python.py UPSTREAM [URL KEY]...: as otlp_node.mjs, with the exporters of Python; then calls of the openai client to
UPSTREAM under openllmetry's instrumentation, whose spans go to each URL. Prints what those calls used."""
import json
import logging
import sys

import openai
from opentelemetry import trace
from opentelemetry.exporter.otlp.common.http import Compression
from opentelemetry.exporter.otlp.json.http._log_exporter import OTLPLogExporter as JsonLogs
from opentelemetry.exporter.otlp.json.http.metric_exporter import OTLPMetricExporter as JsonMetrics
from opentelemetry.exporter.otlp.json.http.trace_exporter import OTLPSpanExporter as JsonTraces
from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.openai import OpenAIInstrumentor
from opentelemetry.sdk._logs import LoggerProvider, LoggingHandler
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

MODEL = "by-rule"
EXPORTERS = {
    "json": (JsonTraces, JsonLogs, JsonMetrics),
    "protobuf": (OTLPSpanExporter, OTLPLogExporter, OTLPMetricExporter),
}


def send_trace(exporter, resource):
    provider = TracerProvider(resource=resource)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    tracer = provider.get_tracer("checkout")
    attributes = {"http.route": "/cart", "tries": 2, "ratio": 0.5, "tags": ["a", "b"]}
    with tracer.start_as_current_span("GET /cart", attributes=attributes) as root:
        with tracer.start_as_current_span("SELECT", links=[trace.Link(root.get_span_context())]) as query:
            query.add_event("read", {"rows": 3})
        try:
            with tracer.start_as_current_span("charge"):
                raise ValueError(f'the card of {resource.attributes["service.name"]} was "declined"')
        except ValueError:
            pass
    provider.shutdown()


def send_logs(exporter, resource):
    provider = LoggerProvider(resource=resource)
    provider.add_log_record_processor(BatchLogRecordProcessor(exporter))
    logger = logging.getLogger(resource.attributes["service.name"])
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    logger.addHandler(LoggingHandler(logger_provider=provider))
    for level, body in [("info", "started"), ("warning", "slow"), ("error", "failed"), ("debug", "items")]:
        getattr(logger, level)(body, extra={"cart": 7})
    provider.shutdown()


def send_metrics(exporter, resource):
    provider = MeterProvider(resource=resource, metric_readers=[PeriodicExportingMetricReader(exporter)])
    meter = provider.get_meter("checkout")
    service = resource.attributes["service.name"]
    orders = meter.create_counter(f"{service}.orders", unit="{order}")
    for count in range(1, 5):
        orders.add(count)
    wait = meter.create_histogram(f"{service}.wait", unit="ms")
    for ms in [1, 20, 300]:
        wait.record(ms)
    meter.create_gauge(f"{service}.queue").set(2.5)
    provider.shutdown()


def send_calls(upstream, pairs):
    """Of each URL the same spans: every processor exports them all."""
    provider = TracerProvider(resource=Resource({"service.name": "assistant"}))
    for url, key in pairs:
        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(f"{url}/otlp/v1/traces", headers=bearer(key))))
    OpenAIInstrumentor().instrument(tracer_provider=provider)
    client = openai.OpenAI(api_key="sk-of-openai", base_url=f"{upstream}/v1")
    calls, used_input, used_output = 0, 0, 0
    with provider.get_tracer("agent").start_as_current_span("answer"):
        for words in range(12):
            message = [{"role": "user", "content": f"words={words} call {'x' * words}"}]
            if words % 3:
                usage = client.chat.completions.create(model=MODEL, messages=message).usage
            else:
                options = {"stream": True, "stream_options": {"include_usage": True}}
                chunks = list(client.chat.completions.create(model=MODEL, messages=message, **options))
                usage = next(chunk.usage for chunk in chunks if chunk.usage)
            calls, used_input = calls + 1, used_input + usage.prompt_tokens
            used_output += usage.completion_tokens
    provider.shutdown()
    print(json.dumps({"calls": calls, "input": used_input, "output": used_output}), flush=True)


def bearer(key):
    return {"authorization": f"Bearer {key}"}


def main():
    upstream, *rest = sys.argv[1:]
    pairs = list(zip(rest[::2], rest[1::2]))
    for url, key in pairs:
        for encoding, (traces, logs, metrics) in EXPORTERS.items():
            for name, compression in [("none", Compression.NONE), ("gzip", Compression.GZIP)]:
                resource = Resource({"service.name": f"python-{encoding}-{name}"})
                to = lambda kind, signal: kind(f"{url}/otlp/v1/{signal}", headers=bearer(key), compression=compression)
                send_trace(to(traces, "traces"), resource)
                send_logs(to(logs, "logs"), resource)
                send_metrics(to(metrics, "metrics"), resource)
    send_calls(upstream, pairs)


main()
