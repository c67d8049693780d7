// Bodies that no route takes: wrong types, extra members, broken text, extremes.

import { resolve_schema, smallest } from "../support/manifests.mjs";

const values = [
  null, true, false, -0, -1, 0.5, 1e308, 9007199254740993, -9007199254740993, "", " ", "\u0000", "\ud800", "'; DROP TABLE users; --",
  "<script>", "../../etc/passwd", "{{7*7}}", "a".repeat(100_000), [], [[]], [null], {}, { a: 1 }, { __proto__: null, constructor: {} },
];

const raws = [
  "", " ", "nul", "tru", "{", "}", "[", "]", '"', "{]", "[}", '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', "[1,]", "01", "1.", ".1", "+1",
  "1e400", "-1e400", "1e-400", "NaN", "Infinity", "'a'", '"\\x"', '"\\u12"', '"\\ud800"', '"\\udc00\\ud800"', '"\t"', "\ufeff{}", "{}{}", "{} //", "/**/{}",
  '{"a":1,"a":2}', '{"":1}', "[".repeat(10_000), '{"a":'.repeat(10_000), `${"[".repeat(10_000)}${"]".repeat(10_000)}`, `"${"a".repeat(900_000)}"`,
  `{${Array.from({ length: 20_000 }, (_, i) => `"k${i}":0`).join(",")}}`, `[${"0,".repeat(100_000)}0]`, `${"9".repeat(100_000)}`, "\x00", "\xff\xfe",
];

// Yields bodies as text. Every one is wrong for the route.
export function* mutations(route) {
  yield* raws;
  const schema = resolve_schema(route.body, route.schemas);
  const good = smallest(route.body, route.schemas);
  for (const value of values) if (typeof value !== "object" || value === null || Array.isArray(value)) yield JSON.stringify(value);
  for (const name of schema.required ?? []) {
    const { [name]: _, ...rest } = good;
    yield JSON.stringify(rest);
  }
  for (const name of ["org_id", "role", "id", "created_at_ms", "__proto__", "constructor", "a".repeat(10_000)]) {
    if (schema.properties && name in schema.properties) continue;
    yield JSON.stringify({ ...good, [name]: 1 }).replace("{", name === "__proto__" ? '{"__proto__":1,' : "{");
  }
  for (const name of Object.keys(schema.properties ?? {})) for (const value of values) yield JSON.stringify({ ...good, [name]: value });
}
