// The local stand-in for wrangler.toml's environment `all`: the same bindings under miniflare, but
// clients talk to workerd itself. Rate limits stay in the one isolate there is, so LIMITER is bound
// only when asked for.

import { createRequire } from "node:module";
import { convertV4MiniflareOptions, NoOpLog } from "miniflare";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
export const compatibility_date = "2026-11-01";
export const compatibility_flags = ["nodejs_compat"];

// workerd ends with this process, and says what it logs on stderr.
export function prepare_workerd() {
  process.env.ARRIS_WORKERD ??= createRequire(import.meta.url)("workerd").default;
  process.env.MINIFLARE_WORKERD_PATH = join(here, "workerd");
}

// A worker of its own: bound to `arris` itself, static files would put a proxy before every request.
const pages_worker = (directory) => ({
  name: "pages",
  modules: [
    {
      type: "ESModule",
      path: "pages.js",
      contents: "export default { fetch: (request, env) => env.ASSETS.fetch(request) };",
    },
  ],
  compatibilityDate: compatibility_date,
  assets: {
    directory,
    binding: "ASSETS",
    run_worker_first: true,
    routerConfig: { has_user_worker: true, invoke_user_worker_ahead_of_assets: true },
  },
});

const modules_of = (bundle) => [
  { type: "ESModule", path: join(bundle, "worker.js") },
  ...readdirSync(bundle)
    .filter((name) => name.endsWith(".wasm"))
    .map((name) => ({ type: "CompiledWasm", path: join(bundle, name) })),
];

// `beside`: the bundle of a second Worker on the same database, named "beside". `logged` hears each
// line once it was said on stderr.
export function options({
  bundle,
  data,
  port,
  bindings,
  pages,
  limiter = false,
  outbound,
  beside = null,
  logged = () => {},
}) {
  return convertV4MiniflareOptions({
    log: new NoOpLog(),
    handleStructuredLogs: ({ message }) =>
      process.stderr.write(message + "\n", () => logged(message)),
    resourcePersistencePath: data,
    cf: false,
    workers: [
      {
        name: "arris",
        modulesRoot: bundle,
        modules: modules_of(bundle),
        compatibilityDate: compatibility_date,
        compatibilityFlags: compatibility_flags,
        bindings: { ARRIS_LOCAL: "1", ...bindings },
        d1Databases: { DB: "arris" },
        durableObjects: { HUB: "Hub", ...(limiter ? { LIMITER: "RateLimiter" } : {}) },
        ...(limiter ? {} : { additionalUnboundDurableObjects: [{ className: "RateLimiter" }] }),
        unsafeDirectSockets: [{ host: "127.0.0.1", port }],
        ...(outbound ? { outboundService: outbound } : {}),
        ...(pages ? { serviceBindings: { ASSETS: "pages" } } : {}),
      },
      ...(pages ? [pages_worker(pages)] : []),
      ...(beside
        ? [
            {
              name: "beside",
              modulesRoot: beside,
              modules: modules_of(beside),
              compatibilityDate: compatibility_date,
              compatibilityFlags: compatibility_flags,
              bindings: { ARRIS_LOCAL: "1", ...bindings },
              d1Databases: { DB: "arris" },
            },
          ]
        : []),
    ],
  });
}
