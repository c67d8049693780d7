// One member: what they may do, what they did and spent of late, and what can be changed about them.
import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Schemas } from "../api/client";
import { usePollMs } from "../api/live";
import { may, useSession } from "../api/session";
import { status_tones, type AccessKey } from "../keys/data";
import { Ago } from "../kit/ago";
import { Badge } from "../kit/badge";
import facts from "../kit/facts.module.css";
import { count, usd } from "../kit/format";
import { poll } from "../kit/paged";
import { usePolled } from "../kit/polled";
import { Side } from "../kit/side";
import { Empty, Failed } from "../kit/states";
import table from "../kit/table.module.css";
import { Terms } from "../kit/terms";
import { audit_list, issued_keys_query, member_query, name_of, type Member } from "./data";
import { Deeds, why_not } from "./deeds";
import { useSet } from "./filters";
import { words } from "./words";

const shown_max = 10;

export default function MemberDrawer({ id }: { id: string }) {
  const asked = useQuery({ ...member_query(id), refetchInterval: poll(usePollMs()) });
  const set = useSet();
  const close = () => set({ member: undefined });
  return (
    <Side
      title={asked.data ? name_of(asked.data) : "Member"}
      label="Member"
      page="Team"
      close={close}
      asked={asked}
    >
      {asked.data === null && <Missing />}
      {asked.data && <Shown member={asked.data} close={close} />}
    </Side>
  );
}

const Missing = () => (
  <Empty title="Nobody here is called that">
    <p>They may have left the organization since.</p>
  </Empty>
);

function Shown({ member, close }: { member: Member; close: () => void }) {
  const session = useSession();
  const refusal = why_not(session, member);
  const is_admin = may(session, "admin");
  return (
    <>
      <p>{member.email}</p>
      {refusal ? <p>{refusal}</p> : <Deeds member={member} removed={close} />}
      <Facts member={member} />
      <p>
        <Link to="/tokens" search={{ by: "user", of: member.id, range: "30d" }}>
          Show their AI calls and what they cost
        </Link>
        ,{" "}
        <Link to="/executions" search={{ started_by: member.id }}>
          or the runs that they started
        </Link>
      </p>
      {is_admin && <Past id={member.id} />}
    </>
  );
}

function Facts({ member }: { member: Member }) {
  const told: [string, ReactNode][] = [
    ["Role", member.role],
    ["Standing", member.status],
    ["Joined", <Ago key="joined" at_ms={member.joined_at_ms} />],
    ["Last active", <Ago key="active" at_ms={member.last_active_at_ms} />],
    ["Runs, 30 days", count(member.runs_30d)],
    ["AI calls, 30 days", count(member.calls_30d)],
    ["AI tokens, 30 days", count(member.tokens_30d)],
    ["AI cost, 30 days", usd(member.cost_nano_usd_30d)],
  ];
  return (
    <dl className={facts.facts}>
      <Terms terms={told} />
    </dl>
  );
}

// Both at once, so that neither pushes the other down.
function Past({ id }: { id: string }) {
  const keys = useQuery({ ...issued_keys_query(id), refetchInterval: poll(usePollMs()) });
  const entries = usePolled(audit_list({ actor: id }));
  const set = useSet();
  const fault = keys.error ?? entries.error;
  const retry = () => void Promise.all([keys.refetch(), entries.refetch()]);
  if (fault) return <Failed what="Their keys and deeds" error={fault} retry={retry} />;
  if (!keys.data || !entries.data) return <Skeleton height={200} aria-busy="true" />;
  return (
    <>
      <h3 className={table.section}>Access keys that they issued</h3>
      <Keys keys={keys.data} />
      <h3 className={table.section}>What they did last, as the audit log has it</h3>
      <Entries entries={entries.data.pages[0]?.data.slice(0, shown_max) ?? []} />
      <Button
        size="xs"
        variant="default"
        onClick={() => set({ tab: "audit", actor: id, member: undefined })}
      >
        Show all in the audit log
      </Button>
    </>
  );
}

function Keys({ keys }: { keys: AccessKey[] }) {
  if (keys.length === 0) return <p>None.</p>;
  return (
    <ul>
      {keys.map(({ id, name, status, kind }) => (
        <li key={id}>
          {name} <Badge tone={status_tones[status]}>{status}</Badge> {kind}
        </li>
      ))}
    </ul>
  );
}

function Entries({ entries }: { entries: Schemas["AuditEntry"][] }) {
  if (entries.length === 0) return <p>Nothing.</p>;
  return (
    <ul>
      {entries.map(({ id, action, at_ms }) => (
        <li key={id}>
          {words(action)}, <Ago at_ms={at_ms} />
        </li>
      ))}
    </ul>
  );
}
