// The OpenAPI 3.1 document of this deployment, made from the manifests of its modules: the same as
// hosts/manifest/openapi.cpp makes.

import { all_codes, codes, type Code } from "./codes";
import type { Manifest, Route, Schema } from "./manifest";
import { described, example_like, said } from "./words";

type Json = Record<string, unknown>;

const ref = (kind: string, name: string): Json => ({ $ref: `#/components/${kind}/${name}` });
const kind_of = (route: Route): string => String(route.allow.kind ?? "anyone");

function example_of(code: Code): Json {
  const [status, title] = codes[code];
  const request_id = "0199d0a0-0000-7000-8000-000000000000";
  const problem = { type: "about:blank", title, status, detail: title, code, request_id };
  if (code !== "invalid") return problem;
  return { ...problem, errors: [{ pointer: "#/name", code: "required", detail: "It is missing" }] };
}

// The refusals that a route may give by what it is.
function errors_of(route: Route): Code[] {
  const wanted = new Set<Code>();
  const add = (...more: Code[]): void => more.forEach((code) => wanted.add(code));
  add("bad_request", "method_not_allowed", "too_many_requests", "headers_too_large");
  add("internal", "unavailable", "timeout");
  const is_open = kind_of(route) === "anyone";
  const writes = route.method !== "GET";
  if (!is_open) add("unauthenticated", "forbidden", "insufficient_scope");
  if (kind_of(route) === "session_or_key") add("invalid_key", "key_expired");
  if (route.body || route.query) add("invalid");
  if (route.body) add("too_large", "unsupported_media_type");
  const is_of_one = route.path.includes("{");
  if (is_of_one || (!is_open && writes)) add("not_found");
  // Also of what a secret in the body stands for.
  if (writes && (is_of_one || route.body)) add("gone");
  // What opens such a route is a secret in its body or its cookie.
  if (is_open && writes) {
    add("invalid_credentials", "invalid_token", "session_ended");
    add("unauthenticated", "forbidden", "gone");
  }
  if (writes) {
    add("conflict", "cross_site", "precondition_failed");
    add("too_large", "unsupported_media_type");
  }
  if (route.retry) add("already_running", "key_reused");
  if (route.retry === "shown_once") add("already_answered");
  return all_codes.filter((code) => wanted.has(code));
}

function refusal(status: number, of_status: Code[]): Json {
  const headers: Json = { "X-Request-Id": ref("headers", "RequestId") };
  if (status === 429 || status === 503) headers["Retry-After"] = ref("headers", "RetryAfter");
  if (status === 405) headers.Allow = ref("headers", "Allow");
  const examples = Object.fromEntries(of_status.map((code) => [code, { value: example_of(code) }]));
  const schema = ref("schemas", "Problem");
  return {
    description: of_status.join(", "),
    headers,
    content: { "application/problem+json": { schema, examples } },
  };
}

function types_of(route: Route, schema_of_json: Json, schema_of_others: Json): Json {
  const types = (route.answer_type ?? "").split(", ").filter((type) => type);
  const schema_of = (type: string) =>
    type === "application/json" ? schema_of_json : schema_of_others;
  return Object.fromEntries(types.map((type) => [type, { schema: schema_of(type) }]));
}

// What others define is described by them. Their routes take the types that they answer.
const content_of_protocol = (route: Route) =>
  types_of(route, { type: "object" }, { type: "string", format: "binary" });

function responses_of_protocol(route: Route, success: Json): Json {
  const content = content_of_protocol(route);
  const failure = { description: `An error as ${String(route.protocol)} says it.`, content };
  return { 200: { ...success, content }, "4XX": failure, default: failure };
}

function responses_of(route: Route): Json {
  const headers: Json = {
    "X-Request-Id": ref("headers", "RequestId"),
    "Server-Timing": ref("headers", "ServerTiming"),
  };
  if (route.method !== "POST") headers.ETag = ref("headers", "ETag");
  const success: Json = { description: route.summary, headers };
  if (route.protocol) return responses_of_protocol(route, success);
  if (route.answer_type) success.content = types_of(route, {}, { type: "string" });
  const events = { schema: { type: "string", description: "Server-Sent Events." } };
  if (route.live) success.content = { "text/event-stream": events };
  else if (route.answer) success.content = { "application/json": { schema: route.answer } };
  const responses: Json = { [route.status ?? 200]: success };
  if (route.live)
    responses[204] = { description: "It has ended; there is no reason to come back." };
  else if (route.method === "GET") responses[304] = { description: "It did not change." };
  const all = errors_of(route);
  for (const status of new Set(all.map((code) => codes[code][0])))
    responses[status] ??= refusal(
      status,
      all.filter((code) => codes[code][0] === status),
    );
  return responses;
}

function query_of(route: Route): Json[] {
  const query = route.query ?? [];
  if (Array.isArray(query))
    return query.map(({ name, required, schema }) =>
      said(name, { name, in: "query", required: required ?? false, schema }),
    );
  const required = (query.required ?? []) as string[];
  return Object.entries((query.properties ?? {}) as Json).map(([name, schema]) =>
    said(name, { name, in: "query", required: required.includes(name), schema }),
  );
}

function parameters_of(route: Route): Json[] {
  const in_path = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const all: Json[] = [...in_path, ...query_of(route)];
  if (route.protocol) return all;
  if (route.retry) all.push(ref("parameters", "IdempotencyKey"));
  if (["PUT", "PATCH", "DELETE"].includes(route.method)) all.push(ref("parameters", "IfMatch"));
  if (route.live) all.push(ref("parameters", "LastEventId"));
  else if (route.method === "GET") all.push(ref("parameters", "IfNoneMatch"));
  return all;
}

function description_of(route: Route): string {
  const kind = kind_of(route);
  if (kind === "anyone") return "Anyone may call it.";
  const role = `Needs the role ${String(route.allow.role)} or a higher one`;
  if (kind !== "session_or_key") return `${role}.`;
  return `${role}, or a key with the scope ${String(route.allow.scope).replace("_", ":")}.`;
}

function security_of(route: Route): Json[] {
  const kind = kind_of(route);
  if (kind === "anyone") return [];
  return kind === "session_or_key" ? [{ session: [] }, { key: [] }] : [{ session: [] }];
}

function body_of(route: Route): Json | null {
  if (route.body) return { "application/json": { schema: route.body } };
  return route.protocol && route.method === "POST" ? content_of_protocol(route) : null;
}

function operation_of(manifest: Manifest, route: Route): Json {
  const id = `${route.method}${route.path}`.toLowerCase().replace(/[^a-z0-9]+/g, "_");
  const parameters = parameters_of(route);
  const content = body_of(route);
  return {
    operationId: id.replace(/_$/, ""),
    summary: route.summary,
    description: description_of(route),
    tags: [manifest.name],
    security: security_of(route),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(content ? { requestBody: { required: true, content } } : {}),
    responses: responses_of(route),
  };
}

const header = (description: string, type: string): Json => ({ description, schema: { type } });
const parameter = (name: string, description: string): Json => ({
  name,
  in: "header",
  required: false,
  description,
  schema: { type: "string" },
});

const components = {
  securitySchemes: {
    session: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
    key: { type: "http", scheme: "bearer", description: "arris_sk_... or arris_pk_..." },
  },
  headers: {
    RequestId: header("Names this request in every log.", "string"),
    ServerTiming: header("How long the answer took.", "string"),
    ETag: header("The version of what is answered, where it has one.", "string"),
    Allow: header("The methods that the path answers.", "string"),
    RetryAfter: header("Seconds to wait before the next try.", "integer"),
  },
  parameters: {
    IdempotencyKey: parameter(
      "Idempotency-Key",
      "A retry with the same key acts once; kept for 24 hours. A secret is answered once: 409 then.",
    ),
    IfMatch: parameter("If-Match", "An ETag; 412 when the resource has another."),
    LastEventId: parameter(
      "Last-Event-ID",
      "The id of the last event that was seen: what followed it comes first.",
    ),
    IfNoneMatch: parameter(
      "If-None-Match",
      "An ETag, where the answer has one; 304 when nothing changed.",
    ),
  },
};

// Protocols of others live where their clients look for them.
function address_of({ path, protocol }: Route): string {
  if (protocol || path.startsWith("/.well-known/")) return path;
  return (path.startsWith("/{project}/") ? "/api" : "/api/v1") + path.replace(/\/$/, "");
}

function with_words(schemas: Record<string, Schema>): Json {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      schema.type === "object"
        ? { ...(described(schema) as Json), examples: [example_like(schema, schemas)] }
        : described(schema),
    ]),
  );
}

export function openapi(manifests: readonly Manifest[]): object {
  const paths: Record<string, Json> = {};
  const schemas: Record<string, Schema> = {};
  for (const manifest of manifests) {
    Object.assign(schemas, manifest.schemas);
    for (const route of manifest.routes)
      (paths[address_of(route)] ??= {})[route.method.toLowerCase()] = operation_of(manifest, route);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Arris",
      version: "1",
      description: "The backend of a platform for AI and data, as edge functions.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    tags: manifests.map(({ name }) => ({
      name,
      description: `What the function ${name} answers.`,
    })),
    paths: described(paths),
    components: { ...components, schemas: with_words(schemas) },
  };
}
