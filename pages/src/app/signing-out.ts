import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { api, ok } from "../api/client";
import { end_session, forget_session } from "../api/session";
import { toast_fault } from "../kit/toasts";
import { queries } from "./queries";

export const useSignOut = () =>
  useMutation({
    mutationFn: () => ok(api.POST("/api/v1/auth/logout", { body: {} })),
    onSuccess: useSignedOut(),
    onError: toast_fault,
  });

// Once the server has ended the session: nothing of it stays on the pages.
export function useSignedOut() {
  const navigate = useNavigate();
  return async () => {
    forget_session();
    await navigate({ to: "/sign-in" });
    end_session();
    queries.clear();
  };
}
