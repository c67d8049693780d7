// What groups the events of issues that are about to be one, and whether another event would fall into it.
import { Textarea } from "@mantine/core";
import { queryOptions, useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok } from "../api/client";
import type { IssueDetail, ListedIssue } from "../errors/data";
import { Preview } from "./box";
import css from "./preview.module.css";
import type { Group, Question } from "./shapes";
import { usePreview } from "./use-preview";

const shown_parts = 6;

// By a name of its own: once merged, all that is known of errors is asked again, and these issues are gone.
const compared_query = (id: string) =>
  queryOptions({
    queryKey: ["compared", id],
    queryFn: () => ok(api.GET("/api/v1/errors/{id}", { params: { path: { id } } })),
  });

// Sentry's clients name no error_type; ours must.
function form_of(text: string): "own" | "sentry" | null {
  try {
    const event: unknown = JSON.parse(text);
    if (typeof event !== "object" || event === null) return null;
    return "error_type" in event ? "own" : "sentry";
  } catch {
    return null;
  }
}

function question_of(text: string): Question | null {
  const form = form_of(text);
  return form && { event: { form, text } };
}

export default function MergePreview({ issues }: { issues: ListedIssue[] }) {
  const asked = useQueries({ queries: issues.map(({ id }) => compared_query(id)) });
  const details = asked.flatMap(({ data }) => data ?? []);
  const [pasted, set_pasted] = useState("");
  return (
    <>
      <section className={css.box} aria-label="What groups their events">
        <h3>What groups their events</h3>
        <ul className={css.issues}>
          {details.map((detail) => (
            <Grouping key={detail.issue.id} detail={detail} />
          ))}
        </ul>
      </section>
      <Preview
        title="Where another event would fall"
        question={question_of(pasted)}
        asked={
          <Textarea
            size="xs"
            label="An event as JSON, as Sentry clients or the API send it"
            minRows={2}
            rows={3}
            value={pasted}
            error={pasted.trim() && !form_of(pasted) ? "This is no JSON object." : undefined}
            onChange={({ currentTarget: { value } }) => set_pasted(value)}
          />
        }
      >
        {({ group }) => group && <Fall group={group} details={details} />}
      </Preview>
    </>
  );
}

function Grouping({ detail: { issue, latest_event, fingerprints } }: { detail: IssueDetail }) {
  const told = usePreview(question_of(JSON.stringify(latest_event?.payload ?? null)));
  const group = told.state === "told" ? told.answer.group : undefined;
  const is_same = fingerprints.some(({ fingerprint }) => fingerprint === group?.fingerprint);
  return (
    <li>
      <strong>{issue.title}</strong>
      {told.state === "unavailable" && <p>No preview here: this browser could not load it.</p>}
      {!latest_event && <p>Its events are past their retention.</p>}
      {group && <p>{group.explanation}</p>}
      {group && <Parts group={group} />}
      {group && !is_same && (
        <p>Events like its latest one are grouped otherwise by now: they found an issue anew.</p>
      )}
    </li>
  );
}

function Parts({ group: { parts } }: { group: Group }) {
  const rest = parts.length - shown_parts;
  return (
    <ul className={css.parts}>
      {parts.slice(0, shown_parts).map(({ label, text }, index) => (
        <li key={index}>
          <span className={css.dim}>{label}</span> <code>{text}</code>
        </li>
      ))}
      {rest > 0 && <li className={css.dim}>and {rest} more</li>}
    </ul>
  );
}

function Fall({ group, details }: { group: Group; details: IssueDetail[] }) {
  const taken = details.find(({ fingerprints }) =>
    fingerprints.some(({ fingerprint }) => fingerprint === group.fingerprint),
  );
  return (
    <>
      <p>
        {taken
          ? `It would fall into the merged issue, as events of "${taken.issue.title}" do.`
          : `It would not fall into the merged issue, but into one of its own: "${group.title}".`}
      </p>
      <p>{group.explanation}</p>
      <Parts group={group} />
    </>
  );
}
