import { NativeSelect, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok } from "../api/client";
import { may, useSession } from "../api/session";
import { faults_in } from "../api/problem";
import { FormModal } from "../kit/form-modal";
import { many } from "../kit/format";
import { toast } from "../kit/toasts";
import { addresses_of } from "./addresses";
import { roles, type Role } from "./search";

export function InviteForm({ close }: { close: () => void }) {
  const session = useSession();
  const queries = useQueryClient();
  const [typed, set_typed] = useState("");
  const [role, set_role] = useState<Role>("member");
  const [emails, set_emails] = useState<string[]>([]); // as they were sent
  const sending = useMutation({
    mutationFn: () => {
      const wanted = addresses_of(typed);
      set_emails(wanted);
      return ok(api.POST("/api/v1/team/invites", { body: { emails: wanted, role } }));
    },
    onSuccess: ({ data }) => {
      const invited = data.filter(({ outcome }) => outcome !== "already_member").length;
      const members = data.length - invited;
      toast(
        `Invited ${many(invited, "person", "people")}${members ? `; ${many(members, "was", "were")} a member already` : ""}`,
        { tone: "good" },
      );
      close();
      return queries.invalidateQueries({ queryKey: ["team"] });
    },
  });
  const wrong = faults_in("emails", sending.error)
    .map(([place, detail]) => `${emails[place] ?? ""} ${detail}`)
    .join("; ");
  return (
    <FormModal
      title="Invite people"
      button="Invite"
      sending={sending}
      close={close}
      fields={["emails", "role"]}
    >
      {(faults) => (
        <>
          <Textarea
            label="Email addresses, one or many"
            required
            autosize
            minRows={3}
            value={typed}
            onChange={(event) => set_typed(event.currentTarget.value)}
            error={wrong || faults.emails}
          />
          <NativeSelect
            label="Role"
            value={role}
            onChange={({ currentTarget: { value } }) =>
              set_role(roles.find((one) => one === value) ?? "member")
            }
            error={faults.role}
            data={roles.filter((one) => one !== "owner" || may(session, "owner"))}
          />
          <p>Each gets a mail with a link that works for 7 days.</p>
        </>
      )}
    </FormModal>
  );
}
