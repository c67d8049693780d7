// Another address for the account: it holds once the link that is mailed to it was opened.
import { TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok } from "../api/client";
import { Dialog } from "../kit/dialog";
import { FormModal } from "../kit/form-modal";
import { OutboxLink } from "../outbox/link";
import { InDialog, OwnPassword } from "./in-dialog";

export const Address = () => (
  <InDialog title="Email address" button="Change the address">
    {(close) => <Asking close={close} />}
  </InDialog>
);

function Asking({ close }: { close: () => void }) {
  const [email, set_email] = useState("");
  const [password, set_password] = useState("");
  const body = { email, current_password: password || undefined };
  const sending = useMutation({ mutationFn: () => ok(api.POST("/api/v1/auth/email", { body })) });
  if (sending.isSuccess) return <Mailed email={email} close={close} />;
  return (
    <FormModal
      title="Another email address"
      button="Mail the link"
      sending={sending}
      close={close}
      fields={["email", "current_password"]}
    >
      {(faults) => (
        <>
          <TextInput
            type="email"
            label="New email address"
            required
            maxLength={254}
            autoComplete="email"
            value={email}
            onChange={(event) => set_email(event.currentTarget.value)}
            error={faults.email}
          />
          <OwnPassword value={password} set={set_password} fault={faults.current_password} />
        </>
      )}
    </FormModal>
  );
}

function Mailed({ email, close }: { email: string; close: () => void }) {
  return (
    <Dialog onClose={close} title="Look into your mail">
      <p>
        A link is on its way to {email}. Open it within 10 minutes, here or where else you are
        signed in: only then your address changes, and your other sessions end. Your present address
        is told of it.
      </p>
      <OutboxLink to={email} />
    </Dialog>
  );
}
