// Where notices are sent, and what became of them.
import { Button } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { api, ok } from "../api/client";
import { held } from "../api/reach";
import { Ago } from "../kit/ago";
import { useAsked } from "../kit/asked";
import { Badge } from "../kit/badge";
import { Confirm } from "../kit/confirm";
import { CopyOnce } from "../kit/copy-once";
import { ExportCsv } from "../kit/export";
import { Listed } from "../kit/listed";
import { usePolled } from "../kit/polled";
import { Empty } from "../kit/states";
import table from "../kit/table.module.css";
import { toast, toast_fault, toast_undo } from "../kit/toasts";
import { topics_of, useWebhookDeed, webhooks_query, type Webhook } from "./webhook-data";
import css from "./notifications.module.css";

const WebhookForm = lazy(held(() => import("./webhook-form")));
const Attempts = lazy(held(() => import("./attempts")));

const why = {
  asked: "by somebody",
  gone: "its endpoint is gone (410)",
  failing: "it failed for days",
};

export function Webhooks() {
  const list = usePolled(webhooks_query);
  const add = useAsked("webhook");
  const [secret, show] = useState<string | null>(null);
  return (
    <>
      <div className={css.head}>
        <p>Each notice is posted to an address of yours, signed after Standard Webhooks.</p>
        <div className={table.buttons}>
          <ExportCsv name="webhooks" ask={webhooks_query.ask} />
          <Button size="xs" onClick={add.open}>
            Add a webhook
          </Button>
        </div>
      </div>
      <Listed
        list={list}
        what="The webhooks"
        row_height={90}
        of="list"
        first_rows={3}
        empty={
          <Empty title="No webhook yet">
            <p>Add one to hear of errors, runs, budgets, keys and members in another system.</p>
          </Empty>
        }
      >
        {(hooks) => (
          <ul className={css.hooks}>
            {hooks.map((hook) => (
              <Hook key={hook.id} hook={hook} show={show} />
            ))}
          </ul>
        )}
      </Listed>
      <Suspense fallback={null}>
        {add.opened && <WebhookForm hook={null} close={add.close} show={show} />}
      </Suspense>
      {secret && (
        <CopyOnce title="The secret that signs" secret={secret} close={() => show(null)} />
      )}
    </>
  );
}

function Hook({ hook, show }: { hook: Webhook; show: (secret: string) => void }) {
  const topics = topics_of(hook);
  return (
    <li className={css.hook}>
      <div className={css.hook_text}>
        <strong>{hook.url}</strong>
        <Badge tone={hook.state === "active" ? "green" : "gray"}>{hook.state}</Badge>
        {hook.disabled_because && <span>{why[hook.disabled_because]}</span>}
      </div>
      <div className={css.hook_text}>
        {hook.description && <span>{hook.description}</span>}
        <span>{topics.length ? topics.join(", ") : "every topic"}</span>
        <span>{hook.hears === "own" ? "your notices only" : "the notices of everybody"}</span>
        {hook.delivered_at_ms && (
          <span>
            last delivered <Ago at_ms={hook.delivered_at_ms} />
          </span>
        )}
        {hook.failures > 0 && <span>{hook.failures} failed in a row</span>}
      </div>
      <Deeds hook={hook} show={show} />
    </li>
  );
}

function Deeds({ hook, show }: { hook: Webhook; show: (secret: string) => void }) {
  const [open, set_open] = useState<"edit" | "delete" | null>(null);
  const params = { path: { id: hook.id } };
  const close = () => set_open(null);
  const { attempts } = useSearch({ from: "/inside/notifications" });
  const navigate = useNavigate({ from: "/notifications" });
  const show_attempts = (next: string | undefined) =>
    void navigate({ to: ".", search: (old) => ({ ...old, attempts: next, ended: undefined }) });
  const testing = useWebhookDeed(
    () => ok(api.POST("/api/v1/notifications/webhooks/{id}/test", { params })),
    () => toast("A test is on its way; see its attempts"),
  );
  const told = { onError: toast_fault };
  const set_state = (state: Webhook["state"]) =>
    ok(api.PATCH("/api/v1/notifications/webhooks/{id}", { params, body: { state } }));
  const enabling = useWebhookDeed(
    () => set_state("active"),
    () => toast("It is active again"),
  );
  const enable = () => enabling.mutate(undefined, told);
  const disabling = useWebhookDeed(
    () => set_state("disabled"),
    () => toast_undo("It is disabled", enable),
  );
  const deleting = useWebhookDeed(
    () => ok(api.DELETE("/api/v1/notifications/webhooks/{id}", { params })),
    () => {
      close();
      toast("The webhook is deleted");
    },
  );
  return (
    <div className={table.buttons}>
      {hook.state === "active" && (
        <Button
          size="compact-xs"
          variant="default"
          loading={testing.isPending}
          onClick={() => testing.mutate(undefined, told)}
        >
          Send a test
        </Button>
      )}
      <Button size="compact-xs" variant="default" onClick={() => show_attempts(hook.id)}>
        Attempts
      </Button>
      <Button size="compact-xs" variant="default" onClick={() => set_open("edit")}>
        Edit
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        loading={enabling.isPending || disabling.isPending}
        onClick={() => (hook.state === "active" ? disabling.mutate(undefined, told) : enable())}
      >
        {hook.state === "active" ? "Disable" : "Make active"}
      </Button>
      <Button size="compact-xs" variant="subtle" color="red" onClick={() => set_open("delete")}>
        Delete
      </Button>
      <Suspense fallback={null}>
        {open === "edit" && <WebhookForm hook={hook} close={close} show={show} />}
        {attempts === hook.id && <Attempts hook={hook} close={() => show_attempts(undefined)} />}
      </Suspense>
      {open === "delete" && (
        <Confirm
          title="Delete this webhook?"
          button="Delete"
          pending={deleting.isPending}
          run={() => deleting.mutate(undefined, told)}
          cancel={close}
        >
          {hook.url} hears nothing any more, and the record of what it was sent is lost.
        </Confirm>
      )}
    </div>
  );
}
