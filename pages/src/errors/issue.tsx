// One issue, in a drawer over the list, under its own address.
import { Tabs } from "@mantine/core";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { usePollMs } from "../api/live";
import { may, useSession } from "../api/session";
import { Ago } from "../kit/ago";
import { SeverityBadge, StateBadge } from "../kit/badge";
import { at, count, many } from "../kit/format";
import { poll } from "../kit/paged";
import { Side } from "../kit/side";
import { Sparkline } from "../kit/sparkline";
import { issue_query, members_query, type Issue, type IssueDetail } from "./data";
import { EventTab } from "./event";
import { History } from "./history";
import { IssueActions } from "./issue-actions";
import { Notes } from "./notes";
import { Tags } from "./tags";
import css from "./issue.module.css";

export default function IssueDrawer() {
  const { issue_id } = useParams({ from: "/inside/errors/$issue_id" });
  const navigate = useNavigate();
  const poll_ms = usePollMs();
  const asked = useQuery({ ...issue_query(issue_id), refetchInterval: poll(poll_ms) });
  const close = () =>
    void navigate({
      to: "/errors",
      search: (old) => ({ ...old, event: undefined, tab: undefined }),
    });
  return (
    <Side
      title={asked.data?.issue.title ?? "Issue"}
      label="Issue"
      page="Errors"
      close={close}
      asked={asked}
    >
      {asked.data && <Shown key={issue_id} detail={asked.data} close={close} />}
    </Side>
  );
}

function Shown({ detail, close }: { detail: IssueDetail; close: () => void }) {
  const { issue } = detail;
  const session = useSession();
  const is_member = may(session, "member");
  const { tab = "event" } = useSearch({ from: "/inside/errors" });
  const navigate = useNavigate();
  const choose = (value: string | null) =>
    void navigate({
      to: ".",
      search: (old) => ({
        ...old,
        tab: value === "tags" || value === "history" ? value : undefined,
      }),
      replace: true,
    });
  return (
    <>
      {issue.culprit && <p className={css.culprit}>{issue.culprit}</p>}
      <div className={css.badges}>
        <StateBadge state={issue.state} />
        <SeverityBadge severity={issue.severity} />
        <Condition issue={issue} />
        <Assignee id={issue.assignee_id} />
      </div>
      {is_member ? (
        <IssueActions issue={issue} close={close} />
      ) : (
        <p>Your role may look, not change.</p>
      )}
      <Facts detail={detail} />
      <Notes key={issue.resolution_notes} issue={issue} is_member={is_member} />
      <Tabs value={tab} onChange={choose} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="event">Events</Tabs.Tab>
          <Tabs.Tab value="tags">Tags</Tabs.Tab>
          <Tabs.Tab value="history">History</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="event">
          <EventTab issue={issue} latest={detail.latest_event ?? null} />
        </Tabs.Panel>
        <Tabs.Panel value="tags">
          <Tags detail={detail} is_member={is_member} />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <History issue_id={issue.id} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function Condition({ issue }: { issue: Issue }) {
  const { state, muted_until_ms, muted_until_events, resolved_in_release } = issue;
  if (state === "muted" && muted_until_ms) return <span>until {at(muted_until_ms)}</span>;
  if (state === "muted" && muted_until_events)
    return <span>until {many(muted_until_events, "more event")}</span>;
  if (state !== "resolved" || !resolved_in_release) return null;
  const after = resolved_in_release.startsWith(">");
  return (
    <span>
      {after ? `in a release after ${resolved_in_release.slice(1)}` : `in ${resolved_in_release}`}
    </span>
  );
}

function Assignee({ id }: { id: string | null | undefined }) {
  const members = useQuery({ ...members_query, enabled: Boolean(id) });
  if (!id) return null;
  const member = members.data?.data.find((one) => one.id === id);
  return <span>assigned to {member ? member.name || member.email : "somebody"}</span>;
}

function Facts({ detail: { issue, sparkline } }: { detail: IssueDetail }) {
  const day = sparkline.reduce((sum, value) => sum + value, 0);
  return (
    <dl className={css.facts}>
      <div>
        <dt>Events</dt>
        <dd>{count(issue.event_count)}</dd>
      </div>
      <div>
        <dt>People</dt>
        <dd>{count(issue.people_count)}</dd>
      </div>
      <div>
        <dt>First seen</dt>
        <dd>
          <Ago at_ms={issue.first_seen_at_ms} />
        </dd>
      </div>
      <div>
        <dt>Last seen</dt>
        <dd>
          <Ago at_ms={issue.last_seen_at_ms} />
        </dd>
      </div>
      <div>
        <dt>Latest release</dt>
        <dd>{issue.release || "none"}</dd>
      </div>
      <div>
        <dt>Last 24 hours</dt>
        <dd>
          <Sparkline values={sparkline} label={`${many(day, "event")} in the last 24 hours`} />
        </dd>
      </div>
    </dl>
  );
}
