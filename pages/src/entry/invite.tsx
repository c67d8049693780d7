// What a mailed invite opens. A new person gives a name and a password; who has an account signs in first.
import { Button, TextInput } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok, type Schemas } from "../api/client";
import { passes, words_of } from "../api/problem";
import { end_session, live_session } from "../api/session";
import { on_day } from "../kit/format";
import { enter, token_of_hash } from "./enter";
import { NameField, NewPasswordField } from "./fields";
import { EntryForm, Frame, type Fields } from "./frame";

type Shown = Schemas["InviteShown"];

export default function Invite() {
  const [token] = useState(token_of_hash);
  const invite = useQuery({
    queryKey: ["invite", token],
    queryFn: async () => {
      const [shown, session] = await Promise.all([
        ok(api.POST("/api/v1/team/invites/lookup", { body: { token: token ?? "" } })),
        live_session(),
      ]);
      return { shown, email: session?.user.email ?? null };
    },
    enabled: token !== null,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  const elsewhere = <Link to="/sign-in">Sign in</Link>;
  if (!token)
    return (
      <Frame
        title="This link is not whole"
        intro="Copy all of it from the mail."
        foot={elsewhere}
      />
    );
  if (invite.error && passes(invite.error))
    return (
      <Frame title="The invite could not be opened" intro={words_of(invite.error)}>
        <Button loading={invite.isFetching} onClick={() => void invite.refetch()}>
          Try again
        </Button>
      </Frame>
    );
  if (invite.error)
    return (
      <Frame title="This invite can't be used" intro={words_of(invite.error)} foot={elsewhere} />
    );
  if (!invite.data) return <Frame title="Opening your invite" />;
  const { shown, email } = invite.data;
  if (!shown.has_account) return <AsNewPerson token={token} shown={shown} />;
  if (email?.toLowerCase() === shown.email.toLowerCase())
    return <AsMyself token={token} shown={shown} />;
  return <SignInFirst token={token} shown={shown} signed_in_as={email} />;
}

const title_of = ({ org }: Shown) => `Join ${org.name}`;
const intro_of = ({ invited_by, role, expires_at_ms }: Shown) =>
  `${invited_by} invites you as ${role}. The invite is open until ${on_day(expires_at_ms)}.`;

type Props = { token: string; shown: Shown };

function AsNewPerson({ token, shown }: Props) {
  const navigate = useNavigate();
  const send = async ({ name = "", password = "" }: Fields) => {
    enter(await ok(api.POST("/api/v1/team/invites/accept", { body: { token, name, password } })));
    await navigate({ to: "/errors" });
  };
  return (
    <Frame title={title_of(shown)} intro={intro_of(shown)}>
      <EntryForm send={send} button="Join">
        {(faults) => (
          <>
            <TextInput label="Email" value={shown.email} readOnly autoComplete="username" />
            <NameField faults={faults} />
            <NewPasswordField faults={faults} />
          </>
        )}
      </EntryForm>
    </Frame>
  );
}

function AsMyself({ token, shown }: Props) {
  const navigate = useNavigate();
  const send = async () => {
    enter(await ok(api.POST("/api/v1/team/invites/accept", { body: { token } })));
    await navigate({ to: "/errors" });
  };
  return (
    <Frame title={title_of(shown)} intro={intro_of(shown)}>
      <EntryForm send={send} button={`Join as ${shown.email}`}>
        {() => null}
      </EntryForm>
    </Frame>
  );
}

function SignInFirst({ token, shown, signed_in_as }: Props & { signed_in_as: string | null }) {
  const navigate = useNavigate();
  const sign_in = async () => {
    if (signed_in_as) {
      await ok(api.POST("/api/v1/auth/logout", { body: {} }));
      end_session();
    }
    await navigate({ to: "/sign-in", search: { to: `/invite#token=${token}` } });
  };
  return (
    <Frame title={title_of(shown)} intro={intro_of(shown)}>
      {signed_in_as && (
        <p>
          You are signed in as {signed_in_as}, but the invite is for {shown.email}.
        </p>
      )}
      <EntryForm send={sign_in} button={`Sign in as ${shown.email}`}>
        {() => null}
      </EntryForm>
    </Frame>
  );
}
