// How the events of an issue spread over releases, environments and tags, and what was merged into it.
import { Button, Checkbox, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, ok, type Schemas } from "../api/client";
import { compact, count } from "../kit/format";
import { Pairs } from "../kit/pairs";
import { toast, toast_fault } from "../kit/toasts";
import type { IssueDetail } from "./data";
import css from "./issue.module.css";

type Facet = Schemas["Facet"];

const names: Record<string, string> = {
  environment: "Environment",
  release: "Release",
  pipeline: "Pipeline",
};
const name_of = (kind: string) => names[kind] ?? kind.replace("tag:", "");

export function Tags({ detail, is_member }: { detail: IssueDetail; is_member: boolean }) {
  const kinds = [...new Set(detail.facets.map(({ kind }) => kind))];
  return (
    <>
      {kinds.length === 0 && <p className={css.navigator}>Its events have no tags.</p>}
      {kinds.map((kind) => (
        <Kind key={kind} kind={kind} facets={detail.facets.filter((one) => one.kind === kind)} />
      ))}
      <Fingerprints detail={detail} is_member={is_member} />
    </>
  );
}

function Kind({ kind, facets }: { kind: string; facets: Facet[] }) {
  const ordered = [...facets].sort((one, other) => other.event_count - one.event_count);
  const total = ordered.reduce((sum, { event_count }) => sum + event_count, 0);
  return (
    <section>
      <h3 className={css.section}>{name_of(kind)}</h3>
      {ordered.map(({ value, event_count }) => (
        <div key={value} className={css.facet}>
          <span>
            <Value kind={kind} value={value} />
          </span>
          <meter
            max={total}
            value={event_count}
            aria-label={`${value}: ${count(event_count)} of ${count(total)} events`}
          />
          <small title={count(event_count)}>{compact(event_count)}</small>
        </div>
      ))}
    </section>
  );
}

function Value({ kind, value }: { kind: string; value: string }) {
  if (kind === "tag:trace_id")
    return (
      <Link to="/traces/$trace_id" params={{ trace_id: value }} search={{}}>
        {value}
      </Link>
    );
  const filter = { environment: "environment", release: "release", pipeline: "pipeline_id" }[kind];
  if (!filter) return value;
  return (
    <Link to="/errors" search={{ state: "all", [filter]: value }}>
      {value}
    </Link>
  );
}

// An issue that issues were merged into has more than one; any but all of them can leave it.
function Fingerprints({ detail, is_member }: { detail: IssueDetail; is_member: boolean }) {
  const queries = useQueryClient();
  const [chosen, set_chosen] = useState<string[]>([]);
  const all = detail.fingerprints;
  const splitting = useMutation({
    mutationFn: () =>
      ok(
        api.POST("/api/v1/errors/{id}/unmerge", {
          params: { path: { id: detail.issue.id } },
          body: { fingerprints: chosen },
        }),
      ),
    onSuccess: async () => {
      set_chosen([]);
      toast("They are an issue of their own now");
      await queries.invalidateQueries({ queryKey: ["errors"] });
    },
    onError: toast_fault,
  });
  return (
    <section>
      <h3 className={css.section}>Grouping</h3>
      {all.length < 2 || !is_member ? (
        <Pairs
          pairs={all.map(({ fingerprint, grouped_by }) => [
            `by ${grouped_by.replaceAll("_", " ")}`,
            fingerprint,
          ])}
        />
      ) : (
        <Stack gap="xs" align="flex-start">
          <Checkbox.Group
            label="Kinds of events that were merged"
            value={chosen}
            onChange={set_chosen}
          >
            <Stack gap="xs" mt="xs">
              {all.map(({ fingerprint, grouped_by }) => (
                <Checkbox
                  key={fingerprint}
                  size="xs"
                  value={fingerprint}
                  label={`${fingerprint} (by ${grouped_by.replaceAll("_", " ")})`}
                />
              ))}
            </Stack>
          </Checkbox.Group>
          <Button
            size="xs"
            variant="default"
            loading={splitting.isPending}
            disabled={chosen.length === 0 || chosen.length === all.length}
            onClick={() => splitting.mutate()}
          >
            Split off
          </Button>
        </Stack>
      )}
    </section>
  );
}
