import { PasswordInput, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, ok } from "../api/client";
import { EntryForm, Frame, type Fields } from "./frame";

export default function SignUp() {
  const [mailed, set_mailed] = useState<string | null>(null);
  if (mailed)
    return (
      <Frame
        title="Look into your mail"
        intro={`We sent a link to ${mailed}. Open it in this browser.`}
      />
    );
  const send = async ({ email = "", name = "", org_name = "", password = "" }: Fields) => {
    await ok(api.POST("/api/v1/auth/signup", { body: { email, name, org_name, password } }));
    set_mailed(email);
  };
  return (
    <Frame title="Create an account" foot={<Link to="/sign-in">Sign in instead</Link>}>
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
