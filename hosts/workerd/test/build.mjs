// Builds what the tests need: the test modules, their bundles, and the frame codec for Node.

import { build } from "esbuild";
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "../build.mjs";
import "./guest/build.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(here, "../../../build/workerd-test");

await build({
  entryPoints: [
    "frame",
    "wire",
    "payload",
    "manifest",
    "cron",
    "limiter",
    "routes",
    "random",
    "visit",
  ].map((name) => join(here, `../src/${name}.ts`)),
  outdir: join(out, "src"),
  outExtension: { ".js": ".mjs" },
  bundle: true,
  splitting: true,
  format: "esm",
  logLevel: "warning",
});
await build({
  entryPoints: ["hosts", "sql"].map((name) => join(here, `../src/effects/${name}.ts`)),
  outdir: join(out, "src"),
  outExtension: { ".js": ".mjs" },
  bundle: true,
  format: "esm",
  logLevel: "warning",
});
const all = { modules: join(out, "modules"), names: ["test", "other"] };
await bundle({ ...all, out: join(out, "all") });
for (const name of all.names)
  await bundle({ ...all, names: [name], out: join(out, `only_${name}`) });

// As under a runtime that has D1's public functions alone.
const public_alone = {
  name: "public_alone",
  setup({ onLoad }) {
    onLoad({ filter: /effects\/d1\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replaceAll("_sendOrThrow", "_absent"),
      loader: "ts",
    }));
  },
};
await bundle({ ...all, out: join(out, "public"), plugins: [public_alone] });
await bundle({ modules: join(out, "newer"), names: ["newer"], out: join(out, "refused") });
