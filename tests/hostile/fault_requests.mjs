// Requests with several faults at once, made from what a route takes, and the pointers that its refusal must hold.

import { resolve_schema, smallest } from "../support/manifests.mjs";

const broken = (schema, schemas) => {
  const type = resolve_schema(schema, schemas);
  const inner = (type?.anyOf ?? [type]).map((one) => resolve_schema(one, schemas));
  const kinds = inner.map((one) => one?.type);
  if (inner.some((one) => !one || (!one.type && !one.enum))) return undefined; // anything goes
  return kinds.some((kind) => kind === "object") ? 7 : { not: "this" };
};

const strict = (parameter) => parameter.schema.enum || parameter.schema.type === "integer" || parameter.schema.type === "boolean";

// `path` is the route's path with ids in it; yields { path, body, pointers }.
export function* fault_requests(route, path) {
  const query = [["surplus", "1"]];
  for (const parameter of route.query ?? [])
    if (strict(parameter) || parameter.name === "cursor") query.push([parameter.name, "wrong!"]);
  const wrong_query = `${path}?${query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&")}`;
  const in_query = query.map(([name]) => `?${name}`);
  if (!route.body) return yield { path: wrong_query, pointers: in_query };
  yield { path: wrong_query, body: "{", pointers: [...in_query, "#"] };
  yield { path: wrong_query, body: "{}", type: "text/plain", pointers: [...in_query, "#"] };
  const schema = resolve_schema(route.body, route.schemas);
  if (schema.type !== "object" || !schema.properties) return;
  const names = Object.keys(schema.properties);
  const wrong = names.map((name) => [name, broken(schema.properties[name], route.schemas)]).filter(([, value]) => value !== undefined);
  const told = (pointers) => [...in_query, "#/surplus~1", ...pointers.map((name) => `#/${name}`)];
  yield {
    path: wrong_query,
    body: JSON.stringify({ "surplus/": 1, ...Object.fromEntries(wrong) }),
    pointers: told([...wrong.map(([name]) => name), ...(schema.required ?? []).filter((name) => !wrong.some(([one]) => one === name))]),
  };
  yield { path: wrong_query, body: JSON.stringify({ "surplus/": 1 }), pointers: told(schema.required ?? []) };
  const good = smallest(route.body, route.schemas);
  for (const [name, value] of wrong)
    yield { path, body: JSON.stringify({ ...good, "surplus/": 1, [name]: value }), pointers: ["#/surplus~1", `#/${name}`] };
}
