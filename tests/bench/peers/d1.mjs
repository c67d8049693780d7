// Serves peers/d1.js with a local D1 as hosts/workerd/serve.mjs does: workerd's own socket, without
// miniflare's front. Usage: d1.mjs DATA_DIR; prints a JSON line when ready.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const host = join(here, "../../../hosts/workerd");
const require = createRequire(join(host, "package.json"));
const { Miniflare, convertV4MiniflareOptions } = await import(
  pathToFileURL(require.resolve("miniflare")).href
);

const miniflare = new Miniflare(
  convertV4MiniflareOptions({
    resourcePersistencePath: process.argv[2],
    cf: false,
    workers: [
      {
        name: "peer",
        modulesRoot: here,
        modules: [{ type: "ESModule", path: join(here, "d1.js") }],
        compatibilityDate: "2026-11-01",
        d1Databases: { DB: "peer" },
        unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
      },
    ],
  }),
);
const url = (await miniflare.unsafeGetDirectURL("peer")).origin;
const database = await miniflare.getD1Database("DB");
await database.prepare(readFileSync(join(here, "../migration/9000_bench.sql"), "utf8")).run();
process.stdout.write(JSON.stringify({ ready: true, url }) + "\n");
