import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, ok } from "../api/client";
import { OutboxLink } from "../outbox/link";
import { EmailField } from "./fields";
import { EntryForm, Frame, type Fields } from "./frame";

export default function ForgotPassword() {
  const [mailed, set_mailed] = useState<string | null>(null);
  const back = <Link to="/sign-in">Back to sign-in</Link>;
  if (mailed)
    return (
      <Frame
        title="Look into your mail"
        intro={`If ${mailed} has an account, a link to a new password is on its way.`}
        foot={back}
      >
        <OutboxLink to={mailed} />
      </Frame>
    );
  const send = async ({ email = "" }: Fields) => {
    await ok(api.POST("/api/v1/auth/password/forgot", { body: { email } }));
    set_mailed(email);
  };
  return (
    <Frame
      title="Reset your password"
      intro="You get a link that works once, for 10 minutes."
      foot={back}
    >
      <EntryForm send={send} button="Send the mail">
        {(faults) => <EmailField faults={faults} />}
      </EntryForm>
    </Frame>
  );
}
