import { infiniteQueryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ok, type Schemas } from "../api/client";
import { toast, toast_fault } from "../kit/toasts";

export type Member = Schemas["ListedMember"];
export type Invite = Schemas["Invite"];

const paged = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: { next_cursor?: string | null }) => page.next_cursor ?? undefined,
};

export const member_list = infiniteQueryOptions({
  queryKey: ["team", "members"],
  queryFn: ({ pageParam }) =>
    ok(api.GET("/api/v1/team/members", { params: { query: { cursor: pageParam } } })),
  ...paged,
});

export const invite_list = infiniteQueryOptions({
  queryKey: ["team", "invites"],
  queryFn: ({ pageParam }) =>
    ok(api.GET("/api/v1/team/invites", { params: { query: { cursor: pageParam } } })),
  ...paged,
});

export const activity_list = infiniteQueryOptions({
  queryKey: ["team", "activity"],
  queryFn: ({ pageParam }) =>
    ok(api.GET("/api/v1/team/activity", { params: { query: { cursor: pageParam } } })),
  ...paged,
});

export const audit_list = infiniteQueryOptions({
  queryKey: ["team", "audit"],
  queryFn: ({ pageParam }) =>
    ok(api.GET("/api/v1/team/audit", { params: { query: { cursor: pageParam } } })),
  ...paged,
});

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
