import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, ok } from "../api/client";
import { code_of } from "../api/problem";
import { enter, token_of_hash } from "./enter";
import { FounderForm, type Founder } from "./founder-form";
import { Frame } from "./frame";

export default function SetUp() {
  const navigate = useNavigate();
  const [token] = useState(token_of_hash);
  const [used, set_used] = useState(false);
  if (!token || used) return <UsedUp />;
  const send = async (founder: Founder) => {
    try {
      enter(await ok(api.POST("/api/v1/auth/setup", { body: { token, ...founder } })));
      await navigate({ to: "/errors" });
    } catch (error) {
      if (code_of(error) === "gone") set_used(true);
      throw error;
    }
  };
  return (
    <Frame title="Set up Arris" intro="You are the first one here. You become the owner.">
      <FounderForm send={send} />
    </Frame>
  );
}

function UsedUp() {
  return (
    <Frame
      title="This set-up link can't be used"
      intro="It works once. If nobody has set up Arris yet, start the server again: it prints a new link."
      foot={<Link to="/sign-in">Sign in</Link>}
    />
  );
}
