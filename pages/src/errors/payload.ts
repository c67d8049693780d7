// What can be shown of an event: of Sentry's payload or of the API's own, both of which clients wrote.
export type Frame = {
  file: string;
  function: string;
  line: number | null;
  column: number | null;
  in_app: boolean;
  source: { number: number; text: string; here: boolean }[];
};
export type Thrown = { type: string; value: string; frames: Frame[] };
export type Breadcrumb = {
  at_ms: number | null;
  category: string;
  level: string;
  message: string;
  data: string;
};
export type Section = { title: string; rows: [string, string][] };

type Json = Record<string, unknown>;

const is_object = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const object_of = (value: unknown): Json => (is_object(value) ? value : {});
const list_of = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const values_of = (value: unknown) => (is_object(value) ? list_of(value.values) : list_of(value));
const text_of = (value: unknown): string => {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  return JSON.stringify(value);
};
const number_of = (value: unknown) => (typeof value === "number" ? value : null);

function source_of(frame: Json): Frame["source"] {
  const line = number_of(frame.lineno);
  if (line === null || typeof frame.context_line !== "string") return [];
  const before = list_of(frame.pre_context).map(text_of);
  const after = list_of(frame.post_context).map(text_of);
  return [...before, frame.context_line, ...after].map((text, index) => ({
    number: line - before.length + index,
    text,
    here: index === before.length,
  }));
}

const frame_of = (value: unknown): Frame => {
  const frame = object_of(value);
  return {
    file: text_of(frame.filename ?? frame.abs_path ?? frame.module),
    function: text_of(frame.function) || "?",
    line: number_of(frame.lineno),
    column: number_of(frame.colno),
    in_app: frame.in_app === true,
    source: source_of(frame),
  };
};

export const words_of_thrown = ({ type, value }: Thrown) =>
  [type, value].filter((part) => part !== "").join(": ");

// Where it was thrown comes first; of a chain, what was thrown last. What tells nothing is left out.
export function thrown_of(payload: unknown): Thrown[] {
  const chain = values_of(object_of(payload).exception).map((value) => {
    const one = object_of(value);
    const frames = list_of(object_of(one.stacktrace).frames).map(frame_of).reverse();
    return { type: text_of(one.type), value: text_of(one.value), frames };
  });
  return chain.filter((one) => words_of_thrown(one) || one.frames.length > 0).reverse();
}

export const stack_text_of = (payload: unknown) => text_of(object_of(payload).stack_trace);

function time_of(value: unknown): number | null {
  if (typeof value === "number") return value * 1000;
  const parsed = typeof value === "string" ? Date.parse(value) : NaN;
  return Number.isNaN(parsed) ? null : parsed;
}

export const breadcrumbs_of = (payload: unknown): Breadcrumb[] =>
  values_of(object_of(payload).breadcrumbs).map((value) => {
    const one = object_of(value);
    return {
      at_ms: time_of(one.timestamp),
      category: text_of(one.category ?? one.type),
      level: text_of(one.level) || "info",
      message: text_of(one.message),
      data: is_object(one.data) && Object.keys(one.data).length ? JSON.stringify(one.data) : "",
    };
  });

const rows_of = (value: unknown): [string, string][] =>
  Object.entries(object_of(value)).flatMap(([name, one]) => {
    const text = text_of(one).trim();
    return text === "" ? [] : [[name, text]];
  });

const tags_of = (value: unknown) =>
  Array.isArray(value) ? Object.fromEntries(value as [string, unknown][]) : object_of(value);

// The trace and the span in which it happened: as OpenTelemetry's exporters told it, or as Sentry's clients do.
export function traced_of(payload: unknown): { trace_id: string; span_id: string } | null {
  const all = object_of(payload);
  const tags = tags_of(all.tags);
  const { trace_id, span_id } = tags.trace_id ? tags : object_of(object_of(all.contexts).trace);
  if (!/^[0-9a-f]{32}$/.test(text_of(trace_id))) return null;
  return { trace_id: text_of(trace_id), span_id: text_of(span_id) };
}

// Tags, the person, the request and the contexts, without what is empty.
export function sections_of(payload: unknown): Section[] {
  const all = object_of(payload);
  const contexts = Object.entries(object_of(all.contexts));
  const sections: Section[] = [
    { title: "Tags", rows: rows_of(tags_of(all.tags)) },
    { title: "Person", rows: rows_of(all.user) },
    { title: "Request", rows: rows_of(all.request) },
    { title: "Extra", rows: rows_of(all.extra) },
    ...contexts.map(([name, value]) => ({ title: `Context: ${name}`, rows: rows_of(value) })),
  ];
  return sections.filter(({ rows }) => rows.length > 0);
}
