// What previews are asked and what they answer: pages/preview/shapes.h.
import type { Schemas } from "../api/client";

type Buckets = Schemas["Record"]["buckets"];

export type Question = {
  costs?: { price: Schemas["NewPrice"]; calls: Schemas["NewUsage"][] };
  stream?: { price: Schemas["NewPrice"]; sent_bytes: number; pieces: string[] };
  budget?: {
    limit_nano_usd: number;
    spent_nano_usd: number;
    on_limit?: "tell" | "block";
    thresholds?: number[];
  };
  model?: { subject: string; spent: { provider: string; model: string; cost_nano_usd: number }[] };
  period?: { period: Schemas["NewBudget"]["period"]; at_ms: number; utc_offset_min: number };
  notice?: Schemas["Trial"] & { at_ms: number };
  event?: { form: "own" | "sentry"; text: string };
};

export type CallCost = {
  buckets: Buckets;
  input_tokens: number;
  output_tokens: number;
  adjusted: boolean;
  priced: boolean;
  cost_nano_usd: number;
};
export type BudgetToBe = {
  spent_percent: number;
  state: Schemas["Budget"]["state"];
  thresholds: number[];
};
export type Reason =
  | "critical"
  | "not_critical"
  | "preferred_on"
  | "preferred_off"
  | "default_on"
  | "default_off"
  | "quiet_hours"
  | "no_quiet_hours"
  | "outside_quiet_hours";
export type Decision = {
  channel: "in_app" | "email" | "webhook";
  verdict: "sent" | "silent" | "held" | "off";
  because: Reason[];
  until_ms?: number;
};
export type Group = {
  fingerprint: string;
  grouped_by: string;
  explanation: string;
  title: string;
  culprit: string;
  parts: { label: string; text: string }[];
};
export type Refused = {
  code: string;
  detail: string;
  faults: { pointer: string; code: string; detail: string }[];
};

// What was asked, or `refused` alone.
export type Answer = {
  costs?: CallCost[];
  stream?: CallCost;
  budget?: BudgetToBe;
  model_nano_usd?: number;
  period_at_ms?: number;
  decisions?: Decision[];
  group?: Group;
  refused?: Refused;
};
