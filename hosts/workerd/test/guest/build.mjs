// Compiles the tests' modules into build/workerd-test/NAME/. Needs clang++-19 and lld-19.

import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { manifest } from "./manifest.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const built = resolve(here, "../../../../build/workerd-test");

function compile(folder, name, abi = 1) {
  mkdirSync(join(built, folder), { recursive: true });
  const described = join(built, `${name}.json`);
  writeFileSync(described, JSON.stringify(manifest(name)));
  execFileSync(
    "clang++-19",
    [
      "--target=wasm32",
      "-std=c++23",
      "-O2",
      "-nostdlib",
      "-mbulk-memory",
      "-fno-exceptions",
      "-Wno-int-to-pointer-cast",
      "-Wno-c23-extensions",
      `-DABI=${abi}`,
      `-DMANIFEST="${described}"`,
      "-Wl,--no-entry,--stack-first,--max-memory=67108864",
      join(here, "guest.cpp"),
      "-o",
      join(built, folder, `${name}.wasm`),
    ],
    { stdio: "inherit", env: { ...process.env, PATH: "/usr/bin:/bin" } },
  );
}

compile("modules", "test");
compile("modules", "other");
compile("newer", "newer", 2);
