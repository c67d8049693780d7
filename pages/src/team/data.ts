import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ok, type Schemas } from "../api/client";
import { paged } from "../kit/paged";
import { toast, toast_fault } from "../kit/toasts";

export type Member = Schemas["ListedMember"];
export type Invite = Schemas["Invite"];

export const member_list = paged(["team", "members"], (query) =>
  ok(api.GET("/api/v1/team/members", { params: { query } })),
);

export const invite_list = paged(["team", "invites"], (query) =>
  ok(api.GET("/api/v1/team/invites", { params: { query } })),
);

export const activity_list = paged(["team", "activity"], (query) =>
  ok(api.GET("/api/v1/team/activity", { params: { query } })),
);

export const audit_list = paged(["team", "audit"], (query) =>
  ok(api.GET("/api/v1/team/audit", { params: { query } })),
);

// A refusal is told in a toast; forms show it themselves.
export function useTeamDeed<Asked, Result>(
  send: (asked: Asked) => Promise<Result>,
  said: string | ((result: Result) => string),
  done: (result: Result) => void = () => undefined,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: (result) => {
      toast(typeof said === "string" ? said : said(result), { tone: "good" });
      done(result);
    },
    onError: toast_fault,
    onSettled: () => queries.invalidateQueries({ queryKey: ["team"] }),
  });
}
