import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { api, ok, type Schemas } from "../api/client";
import { Ago } from "../kit/ago";
import { Dialog } from "../kit/dialog";
import { ExportCsv } from "../kit/export";
import { Filter, named } from "../kit/filter";
import { duration } from "../kit/format";
import { Listed } from "../kit/listed";
import { poll_while_short } from "../kit/paged";
import table from "../kit/table.module.css";
import { Title } from "../kit/title";
import { toast, toast_fault } from "../kit/toasts";
import { outcomes } from "./search";
import { attempts_query, useWebhookDeed, type Webhook } from "./webhook-data";

type Attempt = Schemas["WebhookAttempt"];

export default function Attempts({ hook, close }: { hook: Webhook; close: () => void }) {
  const { ended: outcome } = useSearch({ from: "/inside/notifications" });
  const navigate = useNavigate({ from: "/notifications" });
  const query = attempts_query(hook.id, outcome);
  const list = useInfiniteQuery({ ...query, refetchInterval: poll_while_short(3000) });
  return (
    <Dialog onClose={close} title={`Sent to ${hook.url}`} size="xl">
      <Title of={[`Sent to ${hook.url}`, "Notifications"]} />
      <div className={table.filters}>
        <Filter
          label="Outcome"
          any="Any outcome"
          value={outcome}
          options={named(outcomes)}
          choose={(value) => {
            const next = outcomes.find((one) => one === value);
            void navigate({ to: ".", search: (old) => ({ ...old, ended: next }) });
          }}
        />
        <ExportCsv name="webhook-attempts" ask={query.ask} />
      </div>
      <Listed
        list={list}
        what="The attempts"
        row_height={58}
        first_rows={4}
        empty={<p>{outcome ? "No attempt ended like that." : "Nothing was sent yet."}</p>}
      >
        {(attempts) => (
          <table className={table.table}>
            <thead>
              <tr>
                <th>Message</th>
                <th>Outcome</th>
                <th className={table.medium}>When</th>
                <th className={table.medium}>Answer</th>
                <th>Resend</th>
              </tr>
            </thead>
            <tbody>
              {attempts.map((attempt) => (
                <Row key={attempt.id} hook={hook} attempt={attempt} />
              ))}
            </tbody>
          </table>
        )}
      </Listed>
    </Dialog>
  );
}

function Row({ hook, attempt }: { hook: Webhook; attempt: Attempt }) {
  const resending = useWebhookDeed(
    () =>
      ok(
        api.POST("/api/v1/notifications/webhooks/{id}/resend", {
          params: { path: { id: hook.id } },
          body: { message_id: attempt.message_id },
        }),
      ),
    () => toast("It is sent again"),
  );
  return (
    <tr>
      <td className={table.main}>
        {attempt.type}
        <div className={table.under}>attempt {attempt.number}</div>
      </td>
      <td>
        {attempt.outcome}
        {attempt.status && ` (${attempt.status})`}
        {attempt.next_at_ms && (
          <div className={table.under}>
            next <Ago at_ms={attempt.next_at_ms} />
          </div>
        )}
      </td>
      <td className={table.medium}>
        <Ago at_ms={attempt.at_ms} />
        {attempt.duration_ms != null && (
          <div className={table.under}>took {duration(attempt.duration_ms)}</div>
        )}
      </td>
      <td className={table.medium} title={attempt.answer}>
        {attempt.answer.slice(0, 40)}
      </td>
      <td>
        {hook.state === "active" && (
          <Button
            size="compact-xs"
            variant="default"
            loading={resending.isPending}
            onClick={() => resending.mutate(undefined, { onError: toast_fault })}
          >
            Resend
          </Button>
        )}
      </td>
    </tr>
  );
}
