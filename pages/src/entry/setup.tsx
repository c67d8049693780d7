import { PasswordInput, TextInput } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, ok } from "../api/client";
import { code_of } from "../api/problem";
import { enter, token_of_hash } from "./enter";
import { EntryForm, Frame, type Fields } from "./frame";

export default function SetUp() {
  const navigate = useNavigate();
  const [token] = useState(token_of_hash);
  const [used, set_used] = useState(false);
  if (!token || used) return <UsedUp />;
  const send = async ({ email = "", name = "", org_name = "", password = "" }: Fields) => {
    try {
      enter(
        await ok(
          api.POST("/api/v1/auth/setup", { body: { token, email, name, org_name, password } }),
        ),
      );
      await navigate({ to: "/errors" });
    } catch (error) {
      if (code_of(error) === "gone") set_used(true);
      throw error;
    }
  };
  return (
    <Frame title="Set up Arris" intro="You are the first one here. You become the owner.">
      <EntryForm send={send} button="Create">
        {(faults) => (
          <>
            <TextInput
              name="email"
              type="email"
              label="Email"
              autoComplete="username"
              required
              error={faults.email}
            />
            <TextInput
              name="name"
              label="Your name"
              autoComplete="name"
              required
              error={faults.name}
            />
            <TextInput
              name="org_name"
              label="Organization"
              autoComplete="organization"
              required
              error={faults.org_name}
            />
            <PasswordInput
              name="password"
              label="Password"
              autoComplete="new-password"
              required
              error={faults.password}
            />
          </>
        )}
      </EntryForm>
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
