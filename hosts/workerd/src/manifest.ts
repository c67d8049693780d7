// What a module says about itself. It is read once, when the module is loaded.

export type Schema = Record<string, unknown>;
export type Route = {
  method: string;
  path: string;
  summary: string;
  allow: Record<string, unknown>;
  query?: Schema | { name: string; required?: boolean; schema: Schema }[];
  body?: Schema;
  answer?: Schema;
  answer_type?: string;
  status?: number;
  body_max_bytes?: number;
  deadline_ms?: number; // until the answer begins
  retry?: string; // what an Idempotency-Key does, where it does anything
  live?: boolean; // a stream of Server-Sent Events
  cross_origin?: boolean; // pages of others may call it, and read its refusals
  protocol?: string; // of others: outside of /api, with errors of its own
  // Then, by their codes, the bodies of what the host refuses by itself. `{request_id}` in them stands for the request's id.
  refusals?: Record<string, string>;
};
export type Manifest = {
  name: string;
  abi: number;
  routes: Route[];
  statements: { name: string; sql: string; columns?: string[] }[];
  schemas: Record<string, Schema>;
  cron: { schedule: string; name: string }[];
  listeners: { topic: string; name: string }[];
  capabilities: {
    effects: string[];
    reads: string[];
    writes: string[];
    hosts: string[];
    keys: string[];
  };
};

export function parse_manifest(text: string): Manifest {
  const given = JSON.parse(text) as Partial<Manifest>;
  if (typeof given.name !== "string" || !Array.isArray(given.routes))
    throw new Error("a manifest needs a name and routes");
  const may: Partial<Manifest["capabilities"]> = given.capabilities ?? {};
  return {
    name: given.name,
    abi: given.abi ?? 0,
    routes: given.routes,
    statements: given.statements ?? [],
    schemas: given.schemas ?? {},
    cron: given.cron ?? [],
    listeners: given.listeners ?? [],
    capabilities: {
      effects: may.effects ?? [],
      reads: may.reads ?? [],
      writes: may.writes ?? [],
      hosts: may.hosts ?? [],
      keys: may.keys ?? [],
    },
  };
}

const writes = /\b(?:insert|update|delete|replace|create|drop|alter|pragma|reindex|analyze)\b/i;

// Whether a statement may change something. D1 has no read-only mode, so the text decides: what is
// not surely a read counts as a write. Strings, names in quotes and comments don't count.
export function is_read(sql: string): boolean {
  const bare = sql.replace(/--[^\n]*|\/\*[^]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"/g, " ").trim();
  if (!/^(?:select|values|with|explain)\b/i.test(bare)) return false;
  return !writes.test(bare.replace(/\breplace\s*\(/gi, " "));
}
