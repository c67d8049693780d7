// Requests with an integer that no double holds, or one at the edge: one for each integer of a route's query and body,
// as its schema has them.

import { resolve_schema, smallest } from "../support/manifests.mjs";

// Beyond what is taken anywhere, as JSON text.
export const beyond = ["9223372036854775808", "9223372036854775807", "-9223372036854775808", "9007199254740994", "-9007199254740994"];
// What a field without a narrower range takes.
export const edges = ["9007199254740991", "-9007199254740991"];

const mark = "\u0001integer\u0001";
const shape_of = (schema, schemas) => {
  const type = resolve_schema(schema, schemas);
  const choice = type?.anyOf ?? type?.oneOf;
  return choice ? shape_of(choice.find((one) => resolve_schema(one, schemas)?.type !== "null"), schemas) : type;
};
const is_integer = (type) => [type.type].flat().includes("integer");

// [where, value with the mark at that place], for each place; `good` is a value of the schema.
function* places(schema, schemas, good, path = "") {
  const type = shape_of(schema, schemas);
  if (!type) return;
  if (is_integer(type)) return yield [path, mark];
  if (type.items) {
    const item = Array.isArray(good) && good.length > 0 ? good[0] : smallest(type.items, schemas);
    for (const [where, value] of places(type.items, schemas, item, `${path}/0`)) yield [where, [value]];
  }
  for (const [name, member] of Object.entries(type.properties ?? {})) {
    const inner = shape_of(member, schemas);
    const given = good?.[name] ?? smallest(inner, schemas);
    for (const [where, value] of places(inner, schemas, given, `${path}/${name}`)) yield [where, { ...good, [name]: value }];
  }
  if (typeof type.additionalProperties === "object")
    for (const [where, value] of places(type.additionalProperties, schemas, undefined, `${path}/a`)) yield [where, { ...good, a: value }];
}

export const bodies_with = (route, good, integer) =>
  [...places(route.body, route.schemas, good)].map(([where, value]) => ({
    where: `#${where}`,
    text: JSON.stringify(value).replace(JSON.stringify(mark), integer),
  }));

export const parameters_of = (route) =>
  (route.query ?? []).filter(({ schema }) => is_integer(shape_of(schema, route.schemas))).map(({ name }) => name);
