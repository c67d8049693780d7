import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, ok } from "../api/client";
import { OutboxLink } from "../outbox/link";
import { FounderForm, type Founder } from "./founder-form";
import { Frame } from "./frame";
import { sign_up_query } from "./sign-up-state";

export default function SignUp() {
  const [mailed, set_mailed] = useState<string | null>(null);
  const asked = useQuery(sign_up_query);
  if (asked.isPending) return null;
  if (mailed)
    return (
      <Frame
        title="Look into your mail"
        intro={`We sent a link to ${mailed}. Open it in this browser.`}
      >
        <OutboxLink to={mailed} />
      </Frame>
    );
  const foot = <Link to="/sign-in">Sign in instead</Link>;
  if (asked.data?.state === "closed")
    return (
      <Frame
        title="Sign-up is closed"
        intro="Ask somebody who has an account here to invite you."
        foot={foot}
      />
    );
  const send = async (founder: Founder) => {
    await ok(api.POST("/api/v1/auth/signup", { body: founder }));
    set_mailed(founder.email);
  };
  return (
    <Frame title="Create an account" foot={foot}>
      <FounderForm send={send} />
    </Frame>
  );
}
