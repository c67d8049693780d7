// The route tables of the modules that the hosts serve, read from the modules themselves.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./hosts.mjs";

const folder = join(root, "build/wasm/modules");

function manifest_of(file) {
  const module = new WebAssembly.Module(readFileSync(file));
  const { memory, _initialize, arris_manifest } = new WebAssembly.Instance(module).exports;
  _initialize();
  const packed = BigInt.asUintN(64, arris_manifest());
  const bytes = new Uint8Array(memory.buffer, Number(packed >> 32n), Number(packed & 0xffffffffn));
  return JSON.parse(new TextDecoder().decode(bytes));
}

export const manifests = () =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".wasm"))
    .sort()
    .map((name) => manifest_of(join(folder, name)));

// Each route as people call it, with the schemas that it refers to.
export const routes = () =>
  manifests().flatMap((manifest) =>
    manifest.routes.map((route) => ({
      ...route,
      function: manifest.name,
      schemas: manifest.schemas,
      name: `${route.method} ${route.path}`,
      url: prefix_of(route) + route.path,
    })),
  );

function prefix_of({ path, protocol }) {
  if (protocol || path.startsWith("/.well-known")) return "";
  return path.startsWith("/{project}") ? "/api" : "/api/v1";
}

export const role_rank = { viewer: 0, member: 1, admin: 2, owner: 3 };
export const may = (allow, role) => allow.kind === "anyone" || role_rank[role] >= role_rank[allow.role];

export function resolve_schema(schema, schemas) {
  let now = schema;
  while (now?.$ref) now = schemas[now.$ref.split("/").pop()];
  return now;
}

// The smallest value that the schema takes: required members alone.
export function smallest(schema, schemas) {
  const type = resolve_schema(schema, schemas);
  if (!type) return null;
  if (type.const !== undefined) return type.const;
  if (type.enum) return type.enum[0];
  const choice = type.anyOf ?? type.oneOf;
  if (choice) return smallest(choice[0], schemas);
  const kind = Array.isArray(type.type) ? type.type[0] : type.type;
  if (kind === "object")
    return Object.fromEntries(
      (type.required ?? []).map((name) => [name, smallest(type.properties?.[name] ?? {}, schemas)]),
    );
  if (kind === "array") return Array.from({ length: type.minItems ?? 0 }, () => smallest(type.items, schemas));
  if (kind === "integer" || kind === "number") return type.minimum ?? 0;
  if (kind === "boolean") return false;
  if (type.format === "uuid") return "01890000-0000-7000-8000-000000000000";
  if (type.format === "email") return "nobody@example.com";
  return "a".repeat(type.minLength ?? 1);
}
