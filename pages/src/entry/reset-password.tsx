import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, ok } from "../api/client";
import { end_session } from "../api/session";
import { toast } from "../kit/toasts";
import { token_of_hash } from "./enter";
import { NewPasswordField } from "./fields";
import { EntryForm, Frame, type Fields } from "./frame";

export default function ResetPassword() {
  const navigate = useNavigate();
  const [token] = useState(token_of_hash);
  const again = <Link to="/forgot-password">Ask for a new link</Link>;
  if (!token)
    return (
      <Frame title="This link is not whole" intro="Copy all of it from the mail." foot={again} />
    );
  const send = async ({ password = "" }: Fields) => {
    await ok(api.POST("/api/v1/auth/password/reset", { body: { token, password } }));
    end_session();
    toast("Your password is changed. Sign in with it.", { tone: "good" });
    await navigate({ to: "/sign-in" });
  };
  return (
    <Frame title="Choose a new password" intro="You are signed out everywhere else." foot={again}>
      <EntryForm send={send} button="Change the password">
        {(faults) => <NewPasswordField faults={faults} label="New password" />}
      </EntryForm>
    </Frame>
  );
}
