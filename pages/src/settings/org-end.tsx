// Leaving the organization, and its end.
import { Skeleton, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { api, ok } from "../api/client";
import { move_on, useSession } from "../api/session";
import { useCurrent } from "../app/orgs";
import { useSignedOut } from "../app/signing-out";
import { Confirm } from "../kit/confirm";
import { Dialog } from "../kit/dialog";
import { FormModal } from "../kit/form-modal";
import { toast, toast_fault } from "../kit/toasts";
import { InDialog } from "./in-dialog";

type Props = { is_only: boolean; close: () => void };

export const LeaveOrg = () => (
  <InDialog title="Your place here" button="Leave the organization">
    {(close) => <Outlook title="Leave the organization" close={close} Shown={Leaving} />}
  </InDialog>
);

export const DeleteOrg = () => (
  <InDialog title="End of the organization" button="Delete the organization">
    {(close) => <Outlook title="Delete the organization" close={close} Shown={Deleting} />}
  </InDialog>
);

type OutlookProps = { title: string; close: () => void; Shown: (props: Props) => ReactNode };

// Where a person is then depends on where else they are.
function Outlook({ title, close, Shown }: OutlookProps) {
  const orgs = useCurrent().data?.orgs;
  if (orgs) return <Shown is_only={orgs.length < 2} close={close} />;
  return (
    <Dialog onClose={close} title={title}>
      <Skeleton height={120} />
    </Dialog>
  );
}

const what_is_next = (is_only: boolean) =>
  is_only
    ? "It is the only one you are in: you are signed out then, and can sign in again once somebody invites you."
    : "You go on in another organization of yours.";

function useGone(is_only: boolean, said: string) {
  const signed_out = useSignedOut();
  return async () => {
    if (!is_only) return move_on();
    await signed_out();
    toast(said, { tone: "good" });
  };
}

function Leaving({ is_only, close }: Props) {
  const { org, role } = useSession();
  const leaving = useMutation({
    mutationFn: () => ok(api.POST("/api/v1/team/leave")),
    onSuccess: useGone(is_only, `You have left ${org.name}`),
    onError: toast_fault,
  });
  return (
    <Confirm
      title={`Leave ${org.name}?`}
      button="Leave"
      pending={leaving.isPending}
      run={() => leaving.mutate()}
      cancel={close}
    >
      Secret keys that you issued here stop. {what_is_next(is_only)}
      {role === "owner" && " Its only owner can't leave: hand it over first."}
    </Confirm>
  );
}

function Deleting({ is_only, close }: Props) {
  const { name } = useSession().org;
  const [typed, set_typed] = useState("");
  const deleting = useMutation({
    mutationFn: () =>
      ok(api.DELETE("/api/v1/team/org", { params: { query: { confirm: typed.trim() } } })),
    onSuccess: useGone(is_only, `${name} is deleted`),
  });
  const judge = (): Record<string, string> =>
    typed.trim() === name ? {} : { confirm: `Type ${name}, as it is written` };
  return (
    <FormModal
      title={`Delete ${name}?`}
      button="Delete the organization"
      loses
      sending={deleting}
      close={close}
      fields={["confirm"]}
      judge={judge}
    >
      {(faults) => (
        <>
          <div>
            It can&apos;t be undone: errors, runs, traces, calls, secrets, notifications and the
            team are lost for good, and its keys and DSNs stop at once. {what_is_next(is_only)}
          </div>
          <TextInput
            label={`Type ${name} to delete it`}
            required
            autoComplete="off"
            value={typed}
            onChange={({ currentTarget: { value } }) => set_typed(value)}
            error={faults.confirm}
          />
        </>
      )}
    </FormModal>
  );
}
