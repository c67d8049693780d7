// What is done about a recommendation: here, where the gateway can, else in the code that calls.
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { rules_query } from "../ai/data";
import { api, ok } from "../api/client";
import { may, useSession } from "../api/session";
import { Confirm } from "../kit/confirm";
import { toast, toast_fault, toast_undo } from "../kit/toasts";
import type { Recommendation } from "./data";
import { rule_for, ruled_by, services, type Swap } from "./swap";

// Words for each provider whose way of asking is known.
type Hints = Partial<Record<string, string>>;
const front = "Put what repeats at the beginning of the prompt: it is cached by itself.";
const hints: Partial<Record<Recommendation["kind"], Hints>> = {
  use_cache: {
    anthropic: 'Mark the end of what repeats: "cache_control": {"type": "ephemeral"}.',
    openai: front,
    google: front,
  },
  stop_caching: {
    anthropic: 'Leave "cache_control" out where the same beginning is not sent again in 5 minutes.',
  },
  lower_reasoning: {
    anthropic: 'Give a smaller "budget_tokens" in "thinking".',
    openai: 'Ask with "reasoning_effort": "low".',
    google: 'Give a smaller "thinkingBudget" in "thinkingConfig".',
  },
};

export const Hint = ({ advice: { kind, provider } }: { advice: Recommendation }) => {
  const hint = hints[kind]?.[provider];
  return hint ? <span>{hint}</span> : null;
};

function useRule(swap: Swap) {
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: ["ai", "rules"] });
  const rules = useQuery(rules_query).data?.data ?? [];
  const rule = rules.find((one) => ruled_by(one, swap));
  const removing = useMutation({
    mutationFn: (id: string) =>
      ok(api.DELETE("/api/v1/ai/rules/{id}", { params: { path: { id } } })),
    onSuccess: () => toast("The rule is taken back"),
    onError: toast_fault,
    onSettled: again,
  });
  const adding = useMutation({
    mutationFn: () => ok(api.POST("/api/v1/ai/rules", { body: rule_for(swap) })),
    onSuccess: ({ id }) => toast_undo("The rule holds", () => removing.mutate(id)),
    onError: toast_fault,
    onSettled: again,
  });
  return { rule, adding, removing };
}

// A rule of the gateway sends the calls of a model to its smaller sibling.
export function SwapModel({ advice }: { advice: Recommendation }) {
  const { provider, model, alternative } = advice;
  const service = Object.entries(services).find(([name]) => name === provider)?.[1];
  const is_admin = may(useSession(), "admin");
  if (!service || !alternative || !is_admin) return null;
  return <SwapButton swap={{ service, model, alternative }} />;
}

function SwapButton({ swap }: { swap: Swap }) {
  const { model, alternative } = swap;
  const { rule, adding, removing } = useRule(swap);
  const [asking, set_asking] = useState(false);
  const close = () => set_asking(false);
  if (rule)
    return (
      <Button
        size="xs"
        variant="default"
        loading={removing.isPending}
        onClick={() => removing.mutate(rule.id)}
      >
        Take the rule back
      </Button>
    );
  return (
    <>
      <Button size="xs" variant="default" onClick={() => set_asking(true)}>
        Ask {alternative} instead
      </Button>
      {asking && (
        <Confirm
          title={`Ask ${alternative} instead of ${model}?`}
          button="Set the rule"
          tone="plain"
          pending={adding.isPending}
          run={() => adding.mutate(undefined, { onSettled: close })}
          cancel={close}
        >
          Every call of {model} that passes the gateway here is answered by {alternative} from now
          on, until the rule is taken back. Calls that go to the provider directly stay as they are.
        </Confirm>
      )}
    </>
  );
}
