// Requests by route, as Prometheus text. Counts are this isolate's: the edge has its own analytics.

import type { Module } from "./module";

const bounds_s = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
type Series = { count: number; sum_s: number; buckets: number[] };
const requests = new Map<string, number>();
const durations = new Map<string, Series>();

const escaped = (text: string): string =>
  text.replace(/[\\"\n]/g, (c) => (c === "\n" ? "\\n" : `\\${c}`));

export function count(module: string, route: string, status: number, duration_ms: number): void {
  const labels = `module="${escaped(module)}",route="${escaped(route)}"`;
  const name = `${labels},status="${status}"`;
  requests.set(name, (requests.get(name) ?? 0) + 1);
  const series = durations.get(labels) ?? { count: 0, sum_s: 0, buckets: bounds_s.map(() => 0) };
  durations.set(labels, series);
  ++series.count;
  series.sum_s += duration_ms / 1000;
  const bucket = bounds_s.findIndex((bound) => duration_ms / 1000 <= bound);
  if (bucket >= 0) series.buckets[bucket] = (series.buckets[bucket] ?? 0) + 1;
}

export type Deliveries = { waiting: number; dead: number };

// Without the deliveries while the database can't be read.
export function exposition(modules: readonly Module[], deliveries: Deliveries | null): string {
  const lines = [
    "# HELP arris_requests_total Requests answered.",
    "# TYPE arris_requests_total counter",
  ];
  for (const [labels, value] of requests) lines.push(`arris_requests_total{${labels}} ${value}`);
  lines.push(
    "# HELP arris_request_duration_seconds Time until the head was ready.",
    "# TYPE arris_request_duration_seconds histogram",
  );
  for (const [labels, { count: all, sum_s, buckets }] of durations) {
    let below = 0;
    bounds_s.forEach((bound, i) => {
      below += buckets[i] ?? 0;
      lines.push(`arris_request_duration_seconds_bucket{${labels},le="${bound}"} ${below}`);
    });
    lines.push(
      `arris_request_duration_seconds_bucket{${labels},le="+Inf"} ${all}`,
      `arris_request_duration_seconds_sum{${labels}} ${sum_s}`,
      `arris_request_duration_seconds_count{${labels}} ${all}`,
    );
  }
  lines.push(
    "# HELP arris_module_faults_total Requests that a module's fault ended.",
    "# TYPE arris_module_faults_total counter",
  );
  for (const { manifest, faults } of modules)
    lines.push(`arris_module_faults_total{module="${escaped(manifest.name)}"} ${faults}`);
  if (deliveries) {
    lines.push(
      "# HELP arris_deliveries Messages that a function has still to hear, by state.",
      "# TYPE arris_deliveries gauge",
    );
    for (const [state, value] of Object.entries(deliveries))
      lines.push(`arris_deliveries{state="${state}"} ${value}`);
  }
  return lines.join("\n") + "\n";
}
