// What a rule says, in words. Pure.
import type { Schemas } from "../api/client";

export type When = Schemas["RuleWhen"];
export type Then = Schemas["RuleThen"];
export type Target = Schemas["RuleTarget"];
export type Limit = Schemas["RuleLimit"];
export type Trouble = NonNullable<Then["fallback_on"]>[number];

type NameOf = (id: string) => string;

export const trouble_words: Record<Trouble, string> = {
  rate_limited: "too many requests",
  server_error: "a provider's failure",
  timeout: "no answer in time",
};

const any_of = (names: readonly string[] | undefined) => names?.join(" or ");
const known = (words: (string | false | undefined)[]) =>
  words.filter((one) => typeof one === "string" && one !== "") as string[];

export function when_words(when: When, name_of: NameOf): string {
  const { providers, models, agent_ids, tags, key_ids, user_ids } = when;
  const words = known([
    providers && `of ${any_of(providers)}`,
    models && `for ${any_of(models)}`,
    agent_ids && `by the agent ${any_of(agent_ids)}`,
    user_ids && `of ${any_of(user_ids.map(name_of))}`,
    key_ids && `with the key ${any_of(key_ids.map(name_of))}`,
    tags && `tagged ${any_of(tags)}`,
  ]);
  return words.length > 0 ? `Calls ${words.join(", ")}` : "All calls";
}

export function then_words(then: Then, name_of: NameOf): string[] {
  const { allowed_models, default_model, targets, fallbacks, timeout_ms, retries } = then;
  return known([
    allowed_models && `may ask for ${any_of(allowed_models)} alone`,
    default_model && `ask for ${default_model} where they name no model`,
    targets && `go to ${shares_of(targets, name_of)}`,
    fallbacks && fallback_words(then, name_of),
    timeout_ms !== undefined && `are given up after ${span_of(timeout_ms)}`,
    retries && `are tried again up to ${retries.max === 1 ? "once" : `${retries.max} times`}`,
    ...(then.limits ?? []).map(limit_words),
    then.cache_ttl_s !== undefined &&
      `have the same answer again for ${span_of(then.cache_ttl_s * 1000)}`,
  ]);
}

const target_words = ({ model, vault_key_id }: Target, name_of: NameOf) =>
  known([model, vault_key_id && `the secret ${name_of(vault_key_id)}`]).join(" with ");

function shares_of(targets: Target[], name_of: NameOf) {
  const total = targets.reduce((sum, { weight }) => sum + (weight ?? 1), 0);
  const share = ({ weight }: Target) => Math.round(((weight ?? 1) / total) * 100);
  if (targets.length === 1) return target_words(targets[0] ?? {}, name_of);
  return targets.map((one) => `${target_words(one, name_of)} (${share(one)} %)`).join(", ");
}

function fallback_words({ fallbacks = [], fallback_on }: Then, name_of: NameOf) {
  const after = fallback_on ? ` after ${any_of(fallback_on.map((one) => trouble_words[one]))}` : "";
  return `fall back to ${fallbacks.map((one) => target_words(one, name_of)).join(", then ")}${after}`;
}

export const per_words: Record<Limit["per"], string> = {
  org: "in all",
  key: "per key",
  user: "per person",
  tag: "per tag",
};

const nano = 1e9;
const amount_of = ({ unit, max }: Limit) =>
  unit === "cost_nano_usd" ? `$${max / nano}` : `${max.toLocaleString()} ${unit}`;

const limit_words = (limit: Limit) =>
  `may use ${amount_of(limit)} ${per_words[limit.per]} in ${span_of(limit.window_s * 1000)}`;

const units = [
  [86_400_000, "d"],
  [3_600_000, "h"],
  [60_000, "min"],
  [1000, "s"],
] as const;

// In the largest unit that says it without a rest.
export function span_of(ms: number): string {
  const [length, name] = units.find(([one]) => ms % one === 0) ?? [1, "ms"];
  return `${ms / length} ${name}`;
}
