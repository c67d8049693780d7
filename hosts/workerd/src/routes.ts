// Which module a path means, from the manifests: a trie of segments in which literals win over
// {parameters}. A slash at the end does not matter.

import type { Module } from "./module";
import type { Route } from "./manifest";

export type Found = { module: Module; route: Route };
type Node = { literals: Map<string, Node>; parameter: Node | null; found: Found[] };

const node = (): Node => ({ literals: new Map(), parameter: null, found: [] });
const segments_of = (path: string): string[] => path.replace(/^\/|\/$/g, "").split("/");
const first_of = (path: string): string => segments_of(path)[0] ?? "";

// The path as modules know it; null when it is not under /api.
export function api_path(path: string): string | null {
  const rest = /^\/api(?:\/v1(?=\/|$))?(\/.*)?$/.exec(path);
  return rest ? (rest[1] ?? "/") : null;
}

function find(at: Node, segments: string[], depth: number): Found[] {
  if (depth === segments.length) return at.found;
  const literal = at.literals.get(segments[depth] as string);
  const found = literal ? find(literal, segments, depth + 1) : [];
  if (found.length > 0 || !at.parameter || segments[depth] === "") return found;
  return find(at.parameter, segments, depth + 1);
}

export class Routes {
  readonly #root = node();
  readonly #protocols = new Map<string, Found>(); // by how their paths begin

  constructor(modules: readonly Module[]) {
    for (const module of modules)
      for (const route of module.manifest.routes) this.#add({ module, route });
  }

  #add(found: Found): void {
    let at = this.#root;
    for (const segment of segments_of(found.route.path)) {
      if (segment.startsWith("{")) at = at.parameter ??= node();
      else {
        const next = at.literals.get(segment) ?? node();
        at.literals.set(segment, next);
        at = next;
      }
    }
    at.found.push(found);
    const first = first_of(found.route.path);
    if (found.route.protocol && !this.#protocols.has(first)) this.#protocols.set(first, found);
  }

  // A method that the path does not answer finds another of its routes: the module says 405.
  match(method: string, path: string): Found | null {
    const wanted = method === "HEAD" ? "GET" : method;
    const found = find(this.#root, segments_of(path), 0);
    return found.find(({ route }) => route.method === wanted) ?? found[0] ?? null;
  }

  // Outside /api: the pages own the paths that begin with a module's name or with anything at all. Of what begins as a
  // protocol does and is none of its routes one of them is found: the module says 404 in the protocol's words.
  match_outside(method: string, path: string): Found | null {
    const found = this.match(method, path);
    if (!found) return this.#protocols.get(first_of(path)) ?? null;
    if (found.route.protocol) return found;
    const first = first_of(found.route.path);
    return first.startsWith("{") || first === found.module.manifest.name ? null : found;
  }
}
