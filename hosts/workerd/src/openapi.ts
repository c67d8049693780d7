// The OpenAPI 3.1 document of this deployment, made from the manifests of its modules.

import type { Manifest, Route, Schema } from "./manifest";

const problem_schema: Schema = {
  type: "object",
  required: ["type", "title", "status", "detail", "code", "request_id"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    code: { type: "string" },
    request_id: { type: "string" },
    errors: {
      type: "array",
      items: {
        type: "object",
        required: ["pointer", "code", "detail"],
        properties: {
          pointer: { type: "string" },
          code: { type: "string" },
          detail: { type: "string" },
        },
      },
    },
  },
};

type Parameter = { name: string; in: string; required: boolean; schema: unknown };

function parameters_of(route: Route): Parameter[] {
  const in_path = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name: name ?? "",
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const query = route.query ?? [];
  const in_query = Array.isArray(query)
    ? query.map(({ name, required, schema }) => ({ name, required: required ?? false, schema }))
    : Object.entries((query.properties ?? {}) as Record<string, unknown>).map(([name, schema]) => ({
        name,
        schema,
        required: ((query.required ?? []) as string[]).includes(name),
      }));
  return [...in_path, ...in_query.map((one) => ({ ...one, in: "query" }))];
}

const json = (schema: unknown): object => ({ content: { "application/json": { schema } } });
const is_public = (allow: Record<string, unknown> | string | undefined): boolean =>
  JSON.stringify(allow ?? "").includes("anyone");

function operation_of(manifest: Manifest, route: Route): object {
  const parameters = parameters_of(route);
  const status = route.status ?? 200;
  const described = { description: route.summary };
  const id = `${route.method.toLowerCase()}${route.path}`.replace(/[^a-zA-Z0-9]+/g, "_");
  return {
    operationId: id.replace(/_$/, ""),
    summary: route.summary,
    tags: [manifest.name],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body ? { requestBody: { required: true, ...json(route.body) } } : {}),
    security: is_public(route.allow) ? [] : [{ session: [] }],
    responses: {
      [status]: route.answer ? { ...described, ...json(route.answer) } : described,
      default: {
        description: "A problem (RFC 9457)",
        content: {
          "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
        },
      },
    },
  };
}

export function openapi(manifests: readonly Manifest[]): object {
  const paths: Record<string, Record<string, object>> = {};
  const schemas: Record<string, Schema> = { Problem: problem_schema };
  for (const manifest of manifests) {
    Object.assign(schemas, manifest.schemas);
    for (const route of manifest.routes)
      (paths[`/api/v1${route.path}`] ??= {})[route.method.toLowerCase()] = operation_of(
        manifest,
        route,
      );
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Arris",
      version: "1",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    tags: manifests.map(({ name }) => ({ name })),
    paths,
    components: {
      schemas,
      securitySchemes: { session: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
    },
  };
}
