import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ok, type Schemas } from "../api/client";
import { paged } from "../kit/paged";
import type { NotificationsSearch } from "./search";

export type Webhook = Schemas["Webhook"];

export const topics = [
  "error.new",
  "error.regressed",
  "execution.finished",
  "budget.threshold",
  "key.created",
  "key.rotated",
  "key.revoked",
  "key.expiring",
  "key.expired",
  "member.joined",
  "member.changed",
  "member.removed",
  "webhook.disabled",
];

export const topics_of = ({ topics: told }: Webhook): string[] =>
  Array.isArray(told) ? told.filter((one): one is string => typeof one === "string") : [];

export const webhooks_query = paged(["notifications", "webhooks"], (query) =>
  ok(api.GET("/api/v1/notifications/webhooks", { params: { query } })),
);

export const attempts_query = (id: string, outcome: NotificationsSearch["ended"]) =>
  paged(["notifications", "webhooks", id, "attempts", outcome], (at) => {
    const params = { path: { id }, query: { outcome, ...at } };
    return ok(api.GET("/api/v1/notifications/webhooks/{id}/attempts", { params }));
  });

export function useWebhookDeed<Result>(
  send: () => Promise<Result>,
  done: (result: Result) => void,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: (result) => {
      done(result);
      return queries.invalidateQueries({ queryKey: ["notifications", "webhooks"] });
    },
  });
}
