// What is done to rules. Each change names the version that was seen, so that nobody's is lost.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ok, type Schemas } from "../api/client";
import { code_of } from "../api/problem";
import { toast, toast_fault, toast_undo } from "../kit/toasts";
import { rules_query } from "./data";
import { ordered, placed_anew } from "./rule-order";
import type { Then, When } from "./rule-words";

export type Rule = Omit<Schemas["Rule"], "when" | "then"> & { when: When; then: Then };
type Seen = Pick<Rule, "id" | "version">;

export const rules_max = 50;
const { queryKey } = rules_query;
const of_version = (version: number) => ({ "if-match": `"v${version}"` });

export const change_rule = ({ id, version }: Seen, body: Schemas["RuleChange"]) => {
  const params = { path: { id } };
  return ok(api.PATCH("/api/v1/ai/rules/{id}", { params, headers: of_version(version), body }));
};

export const add_rule = (body: Schemas["NewRule"]) => ok(api.POST("/api/v1/ai/rules", { body }));

const remove_rule = ({ id, version }: Seen) => {
  const params = { path: { id } };
  return ok(api.DELETE("/api/v1/ai/rules/{id}", { params, headers: of_version(version) }));
};

function tell(error: unknown) {
  const code = code_of(error);
  if (code === "precondition_failed")
    toast("Somebody has changed the rule meanwhile. It is shown as it is now.", { tone: "bad" });
  else if (code === "not_found") toast("Somebody has deleted the rule already", { tone: "bad" });
  else toast_fault(error);
}

export function useRules() {
  const queries = useQueryClient();
  const doing = useMutation({
    scope: { id: "rules" }, // one after the other, each on what the one before it has left
    mutationFn: (send: () => Promise<unknown>) => send(),
    onError: tell,
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
  const show = (change: (rules: Rule[]) => Rule[]) =>
    queries.setQueryData<{ data: Rule[] }>(queryKey, (old) => old && { data: change(old.data) });

  const turn = (rule: Rule, enabled: boolean) =>
    doing.mutate(async () => {
      show((rules) => rules.map((one) => (one.id === rule.id ? { ...one, enabled } : one)));
      const saved = await change_rule(rule, { enabled });
      const back = () => doing.mutate(() => change_rule(saved, { enabled: !enabled }));
      toast_undo(`${rule.name} ${enabled ? "holds" : "is off"}`, back);
    });

  const move = (rule: Rule, by: 1 | -1) =>
    doing.mutate(async () => {
      const rules = queries.getQueryData<{ data: Rule[] }>(queryKey)?.data ?? [];
      const order = ordered(rules, rule.id, by);
      const placed = placed_anew(order, rule.id);
      const at = new Map(placed.map(({ id, position }) => [id, position]));
      show(() => order.map((one) => ({ ...one, position: at.get(one.id) ?? one.position })));
      for (const { id, position } of placed) {
        const seen = rules.find((one) => one.id === id);
        if (seen) await change_rule(seen, { position });
      }
    });

  const remove = (rule: Rule, done: () => void) =>
    doing.mutate(
      async () => {
        await remove_rule(rule);
        const { name, enabled, position, when, then } = rule;
        const back = () => doing.mutate(() => add_rule({ name, enabled, position, when, then }));
        toast_undo(`${name} is deleted`, back);
      },
      { onSettled: done },
    );
  return { turn, move, remove, busy: doing.isPending };
}
