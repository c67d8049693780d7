// The orgs of whoever is signed in, and acting in another of them.
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { api, ok } from "../api/client";
import { enter } from "../entry/enter";
import { toast_fault } from "../kit/toasts";

export const useCurrent = () =>
  useQuery({
    queryKey: ["session"],
    queryFn: () => ok(api.GET("/api/v1/auth/session")),
    staleTime: 60_000,
  });

export const useSwitchOrg = () => {
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (org_id: string) => ok(api.POST("/api/v1/auth/switch-org", { body: { org_id } })),
    onSuccess: async (issued) => {
      await navigate({ to: "/errors", search: {} });
      enter(issued);
    },
    onError: toast_fault,
  });
};
