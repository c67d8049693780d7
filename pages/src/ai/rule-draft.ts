// A rule as its form holds it: lists as lines, numbers as they are typed. Pure.
import type { Schemas } from "../api/client";
import type { Limit, Target, Then, Trouble, When } from "./rule-words";

export type Typed = number | string; // as a field holds it; empty where nothing is said
export type TargetDraft = { model: string; vault_key_id: string; weight: Typed };
export type LimitDraft = Pick<Limit, "unit" | "per"> & { max: Typed; window_s: Typed };
type Provider = NonNullable<When["providers"]>[number];

export type Draft = {
  name: string;
  providers: Provider[];
  models: string;
  agent_ids: string;
  tags: string;
  key_ids: string[];
  user_ids: string[];
  allowed_models: string;
  default_model: string;
  targets: TargetDraft[];
  fallbacks: TargetDraft[];
  fallback_on: Trouble[];
  timeout_ms: Typed;
  retries: Typed;
  retry_on: Trouble[];
  backoff_ms: Typed;
  wait_max_ms: Typed;
  limits: LimitDraft[];
  cache_ttl_s: Typed;
};

export const new_target: TargetDraft = { model: "", vault_key_id: "", weight: "" };
export const new_limit: LimitDraft = { unit: "requests", per: "org", max: "", window_s: 60 };

const nano = 1e9;
const lines_of = (list: string[] = []) => list.join("\n");

const target_of = ({ model, vault_key_id, weight }: Target): TargetDraft => ({
  model: model ?? "",
  vault_key_id: vault_key_id ?? "",
  weight: weight ?? "",
});

const limit_of = ({ unit, per, max, window_s }: Limit): LimitDraft => ({
  unit,
  per,
  max: unit === "cost_nano_usd" ? max / nano : max,
  window_s,
});

type Kept = { name: string; when: When; then: Then };

export const draft_of = ({ name, when, then }: Kept): Draft => ({
  name,
  providers: when.providers ?? [],
  models: lines_of(when.models),
  agent_ids: lines_of(when.agent_ids),
  tags: lines_of(when.tags),
  key_ids: when.key_ids ?? [],
  user_ids: when.user_ids ?? [],
  allowed_models: lines_of(then.allowed_models),
  default_model: then.default_model ?? "",
  targets: (then.targets ?? []).map(target_of),
  fallbacks: (then.fallbacks ?? []).map(target_of),
  fallback_on: then.fallback_on ?? [],
  timeout_ms: then.timeout_ms ?? "",
  retries: then.retries?.max ?? "",
  retry_on: then.retries?.on ?? [],
  backoff_ms: then.retries?.backoff_ms ?? "",
  wait_max_ms: then.retries?.wait_max_ms ?? "",
  limits: (then.limits ?? []).map(limit_of),
  cache_ttl_s: then.cache_ttl_s ?? "",
});

const some = <One>(list: One[]) => (list.length > 0 ? list : undefined);
const text = (typed: string) => typed.trim() || undefined;
const number = (typed: Typed) => (typed === "" ? undefined : Number(typed));
const names = (lines: string) =>
  some(
    lines
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean),
  );

const target = ({ model, vault_key_id, weight }: TargetDraft): Target => ({
  model: text(model),
  vault_key_id: vault_key_id || undefined,
  weight: number(weight),
});

const limit = ({ unit, per, max, window_s }: LimitDraft): Limit => ({
  unit,
  per,
  max: Math.round(Number(max) * (unit === "cost_nano_usd" ? nano : 1)),
  window_s: Number(window_s),
});

const retries_of = (draft: Draft): Then["retries"] => {
  const max = number(draft.retries);
  if (max === undefined) return undefined;
  const { retry_on, backoff_ms, wait_max_ms } = draft;
  return {
    max,
    on: some(retry_on),
    backoff_ms: number(backoff_ms),
    wait_max_ms: number(wait_max_ms),
  };
};

export const rule_of = (draft: Draft): Schemas["NewRule"] => ({
  name: draft.name,
  when: {
    providers: some(draft.providers),
    models: names(draft.models),
    agent_ids: names(draft.agent_ids),
    tags: names(draft.tags),
    key_ids: some(draft.key_ids),
    user_ids: some(draft.user_ids),
  },
  then: {
    allowed_models: names(draft.allowed_models),
    default_model: text(draft.default_model),
    targets: some(draft.targets.map(target)),
    fallbacks: some(draft.fallbacks.map(target)),
    fallback_on: draft.fallbacks.length > 0 ? some(draft.fallback_on) : undefined,
    timeout_ms: number(draft.timeout_ms),
    retries: retries_of(draft),
    limits: some(draft.limits.map(limit)),
    cache_ttl_s: number(draft.cache_ttl_s),
  },
});
