// The end of one's account: what becomes of each organization is shown before, and what is lost with it is typed.
import { Skeleton, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, ok, type Schemas } from "../api/client";
import { useSignedOut } from "../app/signing-out";
import { Dialog } from "../kit/dialog";
import { FormModal } from "../kit/form-modal";
import { many } from "../kit/format";
import { Failed } from "../kit/states";
import { toast } from "../kit/toasts";
import { InDialog, OwnPassword } from "./in-dialog";

type Org = Schemas["LeftOrg"];

const title = "Delete your account";

export const Account = () => (
  <InDialog title="Your account" button="Delete my account">
    {(close) => <Outlook close={close} />}
  </InDialog>
);

function Outlook({ close }: { close: () => void }) {
  const asked = useQuery({
    queryKey: ["deletion"],
    queryFn: () => ok(api.GET("/api/v1/auth/me/deletion")),
    gcTime: 0, // what others do to an organization changes it
  });
  const orgs = asked.data?.orgs;
  if (orgs?.every(({ fate }) => fate !== "blocking")) return <Deleting orgs={orgs} close={close} />;
  return (
    <Dialog onClose={close} title={title}>
      {asked.isPending && <Skeleton height={120} />}
      {asked.error && !orgs && (
        <Failed what="Your organizations" error={asked.error} retry={() => void asked.refetch()} />
      )}
      {orgs && (
        <>
          <p>
            You can't go yet: others would be left without an owner. Make one of them an owner
            first.
          </p>
          <Fates orgs={orgs} />
        </>
      )}
    </Dialog>
  );
}

function Deleting({ orgs, close }: { orgs: Org[]; close: () => void }) {
  const [password, set_password] = useState("");
  const [typed, set_typed] = useState<Record<string, string>>({});
  const queries = useQueryClient();
  const signed_out = useSignedOut();
  const lost = orgs.filter(({ fate }) => fate === "deleted");
  const sending = useMutation({
    mutationFn: () => {
      const org_ids = lost.map(({ id }) => id);
      const body = { current_password: password || undefined, org_ids };
      return ok(api.POST("/api/v1/auth/me/deletion", { body }));
    },
    // What it was refused for may have changed since it was shown.
    onError: () => queries.invalidateQueries({ queryKey: ["deletion"] }),
    onSuccess: async () => {
      await signed_out();
      toast("Your account is deleted", { tone: "good" });
    },
  });
  const judge = () =>
    Object.fromEntries(
      lost
        .filter(({ id, name }) => typed[id]?.trim() !== name)
        .map(({ id, name }) => [id, `Type ${name}, as it is written`]),
    );
  return (
    <FormModal
      title={title}
      button="Delete my account"
      loses
      sending={sending}
      close={close}
      fields={["current_password", ...lost.map(({ id }) => id)]}
      judge={judge}
    >
      {(faults) => (
        <>
          <div>
            It can't be undone: you are signed out everywhere, secret keys that you issued stop, and
            your name and address are erased. What an organization that stays has in its audit log
            and in notices that were delivered keeps what it says, and so do invites to your address
            that you did not accept.
            <Fates orgs={orgs} />
          </div>
          {lost.map(({ id, name }) => (
            <TextInput
              key={id}
              label={`Type ${name} to delete it too`}
              required
              autoComplete="off"
              value={typed[id] ?? ""}
              onChange={({ currentTarget: { value } }) => set_typed({ ...typed, [id]: value })}
              error={faults[id]}
            />
          ))}
          <OwnPassword value={password} set={set_password} fault={faults.current_password} />
        </>
      )}
    </FormModal>
  );
}

const Fates = ({ orgs }: { orgs: Org[] }) => (
  <ul>
    {orgs.map((org) => (
      <li key={org.id}>
        <strong>{org.name}</strong> <Fate org={org} />
      </li>
    ))}
  </ul>
);

function Fate({ org: { fate, members } }: { org: Org }) {
  if (fate === "left") return "stays, without you";
  if (fate === "deleted") return "is deleted with all that is in it: nobody else is there";
  return (
    <>
      has {many(members - 1, "other member")} and no other owner:{" "}
      <Link to="/team">show the team</Link>
    </>
  );
}
