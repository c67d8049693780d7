import { metrics, traces } from "./telemetry.mjs";

const logs = (text) => ({ resourceLogs: [{ scopeLogs: [{ logRecords: [{ body: { stringValue: text } }] }] }] });

export default {
  bodies: {
    "POST /otlp/v1/traces": (target, canary) => traces(canary),
    "POST /otlp/v1/logs": (target, canary) => logs(canary),
    "POST /otlp/v1/metrics": (target, canary) => metrics(canary),
  },
};
