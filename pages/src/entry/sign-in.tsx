// Three ways in: a password, a mailed link, or the code of that mail.
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { api, ok } from "../api/client";
import { code_of as refusal_of, passes, words_of } from "../api/problem";
import type { Issued } from "../api/session";
import { OutboxLink } from "../outbox/link";
import { enter, safe_path, token_of_hash } from "./enter";
import { CodeField, EmailField, OwnPasswordField, code_of } from "./fields";
import { EntryForm, Frame, type Fields } from "./frame";
import { sign_up_query } from "./sign-up-state";
import css from "./entry.module.css";

function useEnter() {
  const navigate = useNavigate();
  const { to } = useSearch({ from: "/sign-in" });
  return async (issued: Issued) => {
    enter(issued);
    await navigate({ href: safe_path(to), replace: true });
  };
}

export default function SignIn() {
  const [token] = useState(token_of_hash);
  const [mailed, set_mailed] = useState<string | null>(null);
  const [by_mail, set_by_mail] = useState(false);
  if (token) return <ByLink token={token} />;
  if (mailed) return <ByCode email={mailed} back={() => set_mailed(null)} />;
  return by_mail ? (
    <AskForLink mailed={set_mailed} back={() => set_by_mail(false)} />
  ) : (
    <ByPassword by_mail={() => set_by_mail(true)} />
  );
}

function ByPassword({ by_mail }: { by_mail: () => void }) {
  const go = useEnter();
  const open = useQuery(sign_up_query).data?.state === "open";
  const send = async ({ email = "", password = "" }: Fields) =>
    go(await ok(api.POST("/api/v1/auth/login", { body: { email, password } })));
  return (
    <Frame
      title="Sign in"
      foot={
        <>
          <Link to="/forgot-password">Forgot your password?</Link>
          {open && <Link to="/sign-up">Create an account</Link>}
        </>
      }
    >
      <EntryForm send={send} button="Sign in">
        {(faults) => (
          <>
            <EmailField faults={faults} />
            <OwnPasswordField faults={faults} />
          </>
        )}
      </EntryForm>
      <div className={css.row}>
        <Button variant="default" onClick={by_mail}>
          Sign in by email instead
        </Button>
      </div>
    </Frame>
  );
}

type AskProps = { mailed: (email: string) => void; back: () => void };

function AskForLink({ mailed, back }: AskProps) {
  const send = async ({ email = "" }: Fields) => {
    await ok(api.POST("/api/v1/auth/magic-link", { body: { email } }));
    mailed(email);
  };
  return (
    <Frame
      title="Sign in by email"
      intro="You get a link and a code. Both work once, for 10 minutes."
    >
      <EntryForm send={send} button="Send the mail">
        {(faults) => <EmailField faults={faults} />}
      </EntryForm>
      <div className={css.row}>
        <Button variant="default" onClick={back}>
          Use a password
        </Button>
      </div>
    </Frame>
  );
}

function ByCode({ email, back }: { email: string; back: () => void }) {
  const go = useEnter();
  const send = async (fields: Fields) => {
    const body = { email, code: code_of(fields) };
    await go(await ok(api.POST("/api/v1/auth/magic-link/redeem", { body })));
  };
  return (
    <Frame
      title="Look into your mail"
      intro={`We sent it to ${email}. Open its link here, or type its code.`}
    >
      <EntryForm send={send} button="Sign in">
        {(faults) => <CodeField faults={faults} />}
      </EntryForm>
      <div className={css.row}>
        <Button variant="default" onClick={back}>
          Use another address
        </Button>
      </div>
      <OutboxLink to={email} />
    </Frame>
  );
}

// The link alone is enough in the browser that asked for it; another one, which is forbidden it, needs the code as well.
function ByLink({ token }: { token: string }) {
  const go = useEnter();
  const [refused, set_refused] = useState<unknown>(null);
  const begun = useRef(false);
  const redeem = async (code?: string) =>
    go(await ok(api.POST("/api/v1/auth/magic-link/redeem", { body: { token, code } })));
  const begin = () => {
    set_refused(null);
    redeem().catch((error: unknown) => set_refused(error));
  };
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    begin();
  });
  if (!refused) return <Frame title="Signing you in" />;
  const begin_again = <a href="/sign-in">Begin again</a>;
  if (passes(refused))
    return (
      <Frame title="Not signed in yet" intro={words_of(refused)}>
        <Button onClick={begin}>Try again</Button>
      </Frame>
    );
  if (refusal_of(refused) !== "forbidden")
    return <Frame title="This link can't be used" intro={words_of(refused)} foot={begin_again} />;
  return (
    <Frame title="Type the code too" intro={words_of(refused)} foot={begin_again}>
      <EntryForm send={(fields) => redeem(code_of(fields))} button="Sign in">
        {(faults) => <CodeField faults={faults} label="Code from the mail" />}
      </EntryForm>
    </Frame>
  );
}
