// The link that a new address was mailed. It counts where its person is signed in, so whoever is not signs in first; the
// token waits in this tab alone, and no address but the mailed one ever holds it.
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, ok } from "../api/client";
import { live_session, rename_user } from "../api/session";
import { toast } from "../kit/toasts";
import { token_of_hash } from "./enter";
import { EntryForm, Frame } from "./frame";

const kept = "arris-new-address";

export default function ConfirmEmail() {
  const navigate = useNavigate();
  const [token] = useState(() => token_of_hash() ?? sessionStorage.getItem(kept));
  const who = useQuery({ queryKey: ["confirming"], queryFn: live_session, gcTime: 0 });
  if (!token)
    return (
      <Frame
        title="This link is not whole"
        intro="Open it from the mail once more, or copy all of it."
      />
    );
  if (who.isPending) return null;
  const send = async () => {
    if (!(await live_session())) {
      sessionStorage.setItem(kept, token);
      return navigate({ to: "/sign-in", search: { to: "/confirm-email" } });
    }
    rename_user(await ok(api.POST("/api/v1/auth/email/confirm", { body: { token } })));
    sessionStorage.removeItem(kept);
    toast("Your address is changed; your other sessions have ended", { tone: "good" });
    return navigate({ to: "/settings" });
  };
  return (
    <Frame
      title="Confirm your new address"
      intro={
        who.data
          ? `The account ${who.data.user.email} gets this address, and is signed in to with it alone. It is signed out everywhere else.`
          : "Sign in to the account first that gets this address."
      }
    >
      <EntryForm send={send} button="Confirm">
        {() => null}
      </EntryForm>
    </Frame>
  );
}
