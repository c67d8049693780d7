import { Alert, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { code_of, faults_within } from "../api/problem";
import { FormModal } from "../kit/form-modal";
import { toast } from "../kit/toasts";
import { rules_query } from "./data";
import { Part, type Edit } from "./rule-fields";
import { Limits } from "./rule-lists";
import { Models, Tries, Way, When } from "./rule-parts";
import { draft_of, rule_of, type Draft } from "./rule-draft";
import { add_rule, change_rule, type Rule } from "./rule-data";

const no_rule = { name: "", when: {}, then: {} };

type Props = { rule: Rule | null; close: () => void };

// What somebody else has changed since is not lost unseen: it has to be saved twice.
function useSaving(rule: Rule | null, draft: Draft, close: () => void) {
  const queries = useQueryClient();
  const [version, set_version] = useState(rule?.version ?? 0);
  return useMutation({
    mutationFn: () =>
      rule ? change_rule({ id: rule.id, version }, rule_of(draft)) : add_rule(rule_of(draft)),
    onSuccess: () => {
      toast("The rule is saved", { tone: "good" });
      close();
    },
    onError: async (error) => {
      if (!rule || code_of(error) !== "precondition_failed") return;
      const { data } = await queries.fetchQuery({ ...rules_query, staleTime: 0 });
      set_version(data.find(({ id }) => id === rule.id)?.version ?? version);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: rules_query.queryKey }),
  });
}

export default function RuleForm({ rule, close }: Props) {
  const [draft, set_draft] = useState(() => draft_of(rule ?? no_rule));
  const edit: Edit = (change) => set_draft({ ...draft, ...change });
  const saving = useSaving(rule, draft, close);
  const of_when = faults_within("when", saving.error);
  const of_then = faults_within("then", saving.error);
  const judge = (): Record<string, string> =>
    Object.values(rule_of(draft).then).some((one) => one !== undefined)
      ? {}
      : { then: "Say at least one thing that the rule does" };
  const props = { draft, edit };
  return (
    <FormModal
      title={rule ? `Rule ${rule.name}` : "Add a rule"}
      button="Save"
      size="xl"
      sending={saving}
      close={close}
      fields={["name", "when", "then"]}
      judge={judge}
    >
      {(faults) => {
        // What no field of its own shows.
        const whole = of_then[""] ?? (Object.keys(of_then).length === 0 && faults.then);
        return (
          <>
            <TextInput
              label="Name"
              required
              maxLength={100}
              value={draft.name}
              onChange={(event) => edit({ name: event.currentTarget.value })}
              error={faults.name}
            />
            <When {...props} faults={of_when} />
            <Models {...props} faults={of_then} />
            <Way {...props} faults={of_then} />
            <Tries {...props} faults={of_then} />
            <Part title="Limits" fault={of_then.limits}>
              <Limits limits={draft.limits} set={(limits) => edit({ limits })} />
            </Part>
            {whole && (
              <Alert color="red" variant="outline" role="alert">
                {whole}
              </Alert>
            )}
            {code_of(saving.error) === "precondition_failed" && (
              <Alert color="orange" variant="outline">
                Somebody has changed the rule since you opened it. Save again to put yours in its
                place, or cancel to see theirs.
              </Alert>
            )}
          </>
        );
      }}
    </FormModal>
  );
}
