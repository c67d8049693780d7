import { useNavigate } from "@tanstack/react-router";
import { end_session, forget_session } from "../api/session";
import { queries } from "./queries";

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
