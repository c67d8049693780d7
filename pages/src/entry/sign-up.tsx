import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, ok } from "../api/client";
import { OutboxLink } from "../outbox/link";
import { FounderForm, type Founder } from "./founder-form";
import { Frame } from "./frame";

export default function SignUp() {
  const [mailed, set_mailed] = useState<string | null>(null);
  if (mailed)
    return (
      <Frame
        title="Look into your mail"
        intro={`We sent a link to ${mailed}. Open it in this browser.`}
      >
        <OutboxLink to={mailed} />
      </Frame>
    );
  const send = async (founder: Founder) => {
    await ok(api.POST("/api/v1/auth/signup", { body: founder }));
    set_mailed(founder.email);
  };
  return (
    <Frame title="Create an account" foot={<Link to="/sign-in">Sign in instead</Link>}>
      <FounderForm send={send} />
    </Frame>
  );
}
