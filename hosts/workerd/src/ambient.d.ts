declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}
// Made by build.mjs: the modules of this deployment.
declare module "arris:modules" {
  export const modules: Record<string, WebAssembly.Module>;
}
// Of nodejs_compat, what we use.
declare module "node:zlib" {
  export function brotliDecompressSync(
    data: Uint8Array,
    options: { maxOutputLength: number },
  ): Uint8Array;
}
