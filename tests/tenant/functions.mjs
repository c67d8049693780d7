// What the matrix must know of a function and can't read from its routes: one file each, functions/NAME.mjs.
//   bodies            route → (target, canary, count) → body; without one, the smallest that the schema takes
//   urls              route → its address, where it has another name than {id}
//   queries           route → the query that it can't do without
//   ids               [path prefix, member of the target] for `{id}`; the first that fits
//   make              (world, org) → the members of a fresh target
//   prepare           route → (world, org, target): what must have happened to an own target
//   remove            (world, org, target) → members that differ once it is deleted
//   random            members of a target that nobody ever had; else a UUID
//   targeted_by_body  routes whose target is named by the body, not by the path
//   refusals_only     routes of which no answer but a refusal is asked for

import { existsSync } from "node:fs";
import { smallest, manifests } from "../support/manifests.mjs";

export const functions = {};
for (const { name } of manifests()) {
  const file = new URL(`functions/${name}.mjs`, import.meta.url);
  functions[name] = existsSync(file) ? (await import(file)).default : {};
}

const all = Object.values(functions);
export const targeted_by_body = all.flatMap((one) => one.targeted_by_body ?? []);
export const refusals_only = all.flatMap((one) => one.refusals_only ?? []);

let count = 0;
export function body_of(route, target, canary) {
  const make = functions[route.function].bodies?.[route.name];
  if (make) return make(target, canary, ++count);
  return route.body === undefined ? undefined : smallest(route.body, route.schemas);
}

export function url_of(route, target) {
  const { ids = [], queries = {}, urls = {} } = functions[route.function];
  if (urls[route.name]) return urls[route.name];
  const [, member] = ids.find(([prefix]) => route.path.startsWith(prefix)) ?? [];
  return route.url.replace(/\{(id|name)\}/, target[member]) + (queries[route.name] ?? "");
}
