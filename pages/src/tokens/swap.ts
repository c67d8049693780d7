// The rule of the gateway that sends the calls of one model to another. Pure.
import type { Schemas } from "../api/client";

// What a provider whose prices hold is called by the gateway.
export const services = { anthropic: "anthropic", openai: "openai", google: "gemini" } as const;

export type Swap = {
  service: (typeof services)[keyof typeof services];
  model: string;
  alternative: string;
};
type Rule = Pick<Schemas["Rule"], "enabled" | "when" | "then">;

// A model is asked for by its name or by that with a date.
const undated = (model: string) => model.replace(/-(\d{4}-\d{2}-\d{2}|\d{8})$/, "");

export const rule_for = ({ service, model, alternative }: Swap): Schemas["NewRule"] => ({
  name: `${alternative} instead of ${model}`.slice(0, 100),
  when: { providers: [service], models: [undated(model), `${undated(model)}-20*`] },
  then: { targets: [{ model: alternative }] },
});

const holds = (list: unknown, value: string) => Array.isArray(list) && list.includes(value);

// Whether a rule sends them there, whoever made it.
export function ruled_by(rule: Rule, { service, model, alternative }: Swap): boolean {
  const when = (rule.when ?? {}) as Schemas["RuleWhen"];
  const then = (rule.then ?? {}) as Schemas["RuleThen"];
  const [target, ...others] = then.targets ?? [];
  const fits =
    holds(when.models, undated(model)) && (!when.providers || holds(when.providers, service));
  return rule.enabled && fits && target?.model === alternative && others.length === 0;
}
