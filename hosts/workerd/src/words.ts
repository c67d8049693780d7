// What the OpenAPI document says of names that do not say enough by themselves, and an example of each shape: the same as
// hosts/manifest/words.cpp makes of hosts/manifest/words.json.

import words from "../../manifest/words.json";
import type { Schema } from "./manifest";

type Json = Record<string, unknown>;
type Schemas = Record<string, Schema>;
const names = words.names as Record<string, string>;
const examples = words.examples as Record<string, string>;

// What is said of a property or a parameter of this name; nothing where the name is enough.
export const description_of = (name: string): string | undefined =>
  names[name] ?? words.endings.find(([ending]) => name.endsWith(ending!))?.[1];

// A parameter or a member with what is said of it.
export function said<T extends object>(name: string, of: T): T {
  const description = description_of(name);
  return description === undefined || "description" in of ? of : { ...of, description };
}

// The same schema, every property within described.
export function described(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(described);
  if (typeof schema !== "object" || schema === null) return schema;
  const members = (all: object): Json =>
    Object.fromEntries(
      Object.entries(all).map(([name, one]) => [name, said(name, described(one) as Json)]),
    );
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === "properties" ? members(value as object) : described(value),
    ]),
  );
}

function text_like(schema: Json, name: string): string {
  if (schema.format === "uuid") return "0199d0a0-0000-7000-8000-000000000000";
  if (schema.format === "email") return "ann@example.com";
  const text = (examples[name] ?? "text").slice(0, (schema.maxLength as number) ?? 1000);
  return text.padEnd((schema.minLength as number) ?? 0, "x");
}

function number_like(schema: Json, name: string): number {
  const number = name.endsWith("at_ms") ? 1_795_860_300_000 : 1;
  const least = Math.max(number, (schema.minimum as number) ?? number);
  return Math.min(least, (schema.maximum as number) ?? least);
}

function object_like(schema: Json, schemas: Schemas): Json {
  const members = (schema.properties ?? {}) as Record<string, Json>;
  const required = (schema.required ?? []) as string[];
  const first = Object.keys(members).sort().slice(0, 1);
  return Object.fromEntries(
    (required.length > 0 ? required : first).map((name) => [
      name,
      example_like(members[name] ?? {}, schemas, name),
    ]),
  );
}

// A value that the schema takes: of an object what is required, or the first member where nothing is.
export function example_like(schema: Json, schemas: Schemas, name = ""): unknown {
  if (typeof schema.$ref === "string")
    return example_like(schemas[schema.$ref.split("/").at(-1)!] ?? {}, schemas, name);
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const choice = (schema.anyOf ?? schema.oneOf) as Json[] | undefined;
  if (choice) return example_like(choice[0] ?? {}, schemas, name);
  if (schema.type === "string") return text_like(schema, name);
  if (schema.type === "integer" || schema.type === "number") return number_like(schema, name);
  if (schema.type === "boolean") return false;
  if (schema.type === "array") {
    const count = Math.max((schema.minItems as number) ?? 1, 1);
    const item = example_like((schema.items ?? {}) as Json, schemas, name);
    return Array.from({ length: count }, () => item);
  }
  if (schema.type === "object") return object_like(schema, schemas);
  return {};
}
