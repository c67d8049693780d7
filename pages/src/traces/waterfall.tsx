// The spans of a trace below each other, each where it lies in time. Arrow keys go through them and fold them.
import { Checkbox, TextInput, UnstyledButton } from "@mantine/core";
import { useMemo, useState, type KeyboardEvent } from "react";
import { duration_of_us, many } from "../kit/format";
import { Icon } from "../kit/icons";
import { Pieces } from "../kit/pieces";
import type { Span, Trace, TraceDetail } from "./data";
import { SpanDetail } from "./span";
import { tree_of, unfolded, type Branch } from "./tree";
import css from "./waterfall.module.css";

type Props = {
  detail: TraceDetail;
  at: string | undefined;
  open: (id: string | undefined) => void;
};

const colours = 8;
const depth_max = 12; // of the indent
const ticks = [0, 0.25, 0.5, 0.75, 1];

const fits = (span: Span, typed: string) =>
  `${span.name} ${span.service} ${span.id} ${JSON.stringify(span.attributes)}`
    .toLowerCase()
    .includes(typed.toLowerCase());

function useShown(spans: Span[], folded: ReadonlySet<string>, typed: string, failed: boolean) {
  const branches = useMemo(() => tree_of(spans), [spans]);
  if (typed === "" && !failed) return unfolded(branches, folded);
  return branches
    .filter(({ span }) => (!failed || span.status === "error") && fits(span, typed))
    .map(({ span }) => ({ span, depth: 0, below: 0 }));
}

export function Waterfall({ detail, at, open }: Props) {
  const { trace, spans, resources } = detail;
  const [folded, set_folded] = useState<ReadonlySet<string>>(new Set());
  const [typed, set_typed] = useState("");
  const [failed, set_failed] = useState(false);
  const shown = useShown(spans, folded, typed, failed);
  const services = useMemo(() => [...new Set(spans.map(({ service }) => service))], [spans]);
  const fold = (id: string) => {
    const next = new Set(folded);
    if (!next.delete(id)) next.add(id);
    set_folded(next);
  };
  return (
    <section>
      <div className={css.bar_above}>
        <TextInput
          size="xs"
          type="search"
          placeholder="Find spans"
          aria-label="Find spans"
          value={typed}
          onChange={(event) => set_typed(event.currentTarget.value)}
        />
        {trace.error_count > 0 && (
          <Checkbox
            size="xs"
            label="Failed ones alone"
            checked={failed}
            onChange={(event) => set_failed(event.currentTarget.checked)}
          />
        )}
        <span>{many(shown.length, "span")}</span>
        {services.length > 1 &&
          services.map((service, index) => (
            <span key={service} className={css.key} data-colour={index % colours}>
              {service}
            </span>
          ))}
      </div>
      <div className={css.waterfall} onKeyDown={(event) => go_on(event, fold)}>
        <Ruler trace={trace} />
        <Pieces as="ul" rows={shown}>
          {(branch) => (
            <Row
              key={branch.span.id}
              branch={branch}
              trace={trace}
              colour={services.indexOf(branch.span.service) % colours}
              is_folded={folded.has(branch.span.id)}
              fold={() => fold(branch.span.id)}
              is_open={branch.span.id === at}
              toggle={() => open(branch.span.id === at ? undefined : branch.span.id)}
              resource={resources[branch.span.resource_id]}
            />
          )}
        </Pieces>
      </div>
    </section>
  );
}

// Up and down go through the spans; left and right fold and unfold what is below one.
function go_on(event: KeyboardEvent<HTMLDivElement>, fold: (id: string) => void) {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-span]")];
  const index = rows.findIndex((row) => row === document.activeElement);
  const row = rows[index];
  if (!row) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const folds = { ArrowRight: "true", ArrowLeft: "false" }[event.key];
  if (step) rows[index + step]?.focus();
  else if (folds === row.dataset.folded) fold(row.dataset.span ?? "");
  if (step || folds) event.preventDefault();
}

function Ruler({ trace }: { trace: Trace }) {
  return (
    <div className={css.ruler} aria-hidden="true">
      {ticks.map((part) => (
        <span key={part}>{duration_of_us(Math.round(trace.duration_us * part))}</span>
      ))}
    </div>
  );
}

type RowProps = {
  branch: Branch;
  trace: Trace;
  colour: number;
  is_folded: boolean;
  fold: () => void;
  is_open: boolean;
  toggle: () => void;
  resource: TraceDetail["resources"][string] | undefined;
};

function Row({ branch, trace, colour, is_folded, fold, is_open, toggle, resource }: RowProps) {
  const { span, depth, below } = branch;
  const failed = span.status === "error";
  const indent = { paddingLeft: `${Math.min(depth, depth_max) * 0.9}rem` };
  return (
    <li>
      <div className={css.row} data-open={is_open || undefined}>
        <span className={css.name} style={indent}>
          {below > 0 ? (
            <UnstyledButton
              className={css.fold}
              aria-expanded={!is_folded}
              aria-label={`${many(below, "span")} below ${span.name}`}
              onClick={fold}
              data-folded={is_folded || undefined}
            >
              <Icon name="down" size={12} />
            </UnstyledButton>
          ) : (
            <span className={css.leaf} />
          )}
          <UnstyledButton
            className={css.open}
            aria-expanded={is_open}
            onClick={toggle}
            data-span={span.id}
            data-folded={below > 0 ? is_folded : undefined}
          >
            {span.name}
            {is_folded && <small> +{below}</small>}
            {failed && <small className={css.failed}> failed</small>}
          </UnstyledButton>
        </span>
        <Bar span={span} trace={trace} colour={colour} />
        <span className={css.took}>{duration_of_us(span.duration_us)}</span>
      </div>
      {is_open && <SpanDetail span={span} trace={trace} resource={resource ?? {}} />}
    </li>
  );
}

function Bar({ span, trace, colour }: { span: Span; trace: Trace; colour: number }) {
  const whole_us = Math.max(trace.duration_us, 1);
  const percent = (us: number) => `${Math.min(100, Math.max(0, (us / whole_us) * 100))}%`;
  const place = {
    left: percent(span.start_at_us - trace.start_at_us),
    width: percent(span.duration_us),
  };
  return (
    <span className={css.track}>
      <span
        className={css.bar}
        data-colour={colour}
        data-failed={span.status === "error" || undefined}
        style={place}
      />
    </span>
  );
}
