// Bundles the shim for each deployment: build/workerd/NAME/ gets worker.js, argon2.wasm and the
// modules of NAME: its own, every one for `all`, none for `live`.
//
//   node build.mjs [--modules DIR] [--out DIR] [NAME...]
//
// Without a NAME: each module, all and live.

import { build } from "esbuild";
import { copyFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");

// The names of the modules in a directory: errors.wasm is `errors`.
export function modules_in(directory) {
  return readdirSync(directory)
    .filter((file) => file.endsWith(".wasm"))
    .map((file) => basename(file, ".wasm"))
    .sort();
}

function table_of(names) {
  const imports = names.map((name, i) => `import m${i} from "./${name}.wasm";`);
  const entries = names.map((name, i) => `${JSON.stringify(name)}: m${i}`);
  return `${imports.join("\n")}\nexport const modules = { ${entries.join(", ")} };\n`;
}

const plugin = (names) => ({
  name: "modules",
  setup(made) {
    made.onResolve({ filter: /^arris:modules$/ }, () => ({ path: "modules", namespace: "arris" }));
    made.onLoad({ filter: /.*/, namespace: "arris" }, () => ({ contents: table_of(names) }));
    made.onResolve({ filter: /\.wasm$/ }, ({ path }) => ({
      path: `./${basename(path)}`,
      external: true,
    }));
  },
});

export async function bundle({ modules, names, out, plugins = [] }) {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  await build({
    entryPoints: [join(here, "src/worker.ts")],
    outfile: join(out, "worker.js"),
    bundle: true,
    format: "esm",
    target: "es2022",
    external: ["cloudflare:workers", "node:*"],
    plugins: [plugin(names), ...plugins],
    logLevel: "warning",
    legalComments: "none",
  });
  for (const name of names) copyFileSync(join(modules, `${name}.wasm`), join(out, `${name}.wasm`));
  copyFileSync(
    join(here, "node_modules/@phi-ag/argon2/dist/argon2.wasm"),
    join(out, "argon2.wasm"),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      modules: { type: "string", default: join(root, "build/wasm/modules") },
      out: { type: "string", default: join(root, "build/workerd") },
    },
  });
  const all = modules_in(values.modules);
  const names_of = (name) => (name === "all" ? all : name === "live" ? [] : [name]);
  for (const name of positionals.length > 0 ? positionals : [...all, "all", "live"])
    await bundle({ modules: values.modules, names: names_of(name), out: join(values.out, name) });
}
