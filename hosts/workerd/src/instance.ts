// One instance of a module: the calls of the seam, and the frames that cross it.

import { decode_outcome, frame_in_max_bytes, frame_out_max_bytes, type Outcome } from "./frame";
import type { Difference } from "./image";
import { parse_manifest, type Manifest } from "./manifest";
import { text_of } from "./wire";

// The module broke its promises: a trap, a bad frame, a forbidden effect. It costs one request.
export class ModuleFault extends Error {}

const wasm_page_bytes = 65_536;

type Exports = {
  memory: WebAssembly.Memory;
  _initialize(): void;
  arris_abi(): number;
  arris_manifest(): bigint;
  arris_alloc(length: number): number;
  arris_begin(at: number, length: number): bigint;
  arris_resume(task: number, at: number, length: number): bigint;
  arris_cancel(task: number): void;
};

export class Instance {
  readonly #exports: Exports;
  constructor(module: WebAssembly.Module) {
    this.#exports = new WebAssembly.Instance(module, {}).exports as unknown as Exports;
    this.#exports._initialize();
  }

  get memory(): Uint8Array {
    return new Uint8Array(this.#exports.memory.buffer);
  }
  // REQUIRES: its memory is the image from which the difference was taken.
  become({ memory_bytes, pages }: Difference): void {
    const missing_bytes = memory_bytes - this.memory.length;
    if (missing_bytes > 0) this.#exports.memory.grow(missing_bytes / wasm_page_bytes);
    const memory = this.memory;
    for (const { at, bytes } of pages) memory.set(bytes, at);
  }
  abi(): number {
    return this.#exports.arris_abi();
  }
  manifest(): Manifest {
    return parse_manifest(text_of(this.#frame(this.#exports.arris_manifest())));
  }
  begin(event: Uint8Array): Outcome {
    return this.#step(event, (at) => this.#exports.arris_begin(at, event.length));
  }
  resume(task: number, results: Uint8Array): Outcome {
    return this.#step(results, (at) => this.#exports.arris_resume(task, at, results.length));
  }
  cancel(task: number): void {
    this.#exports.arris_cancel(task);
  }

  #step(frame: Uint8Array, call: (at: number) => bigint): Outcome {
    try {
      if (frame.length > frame_in_max_bytes) throw new ModuleFault("the frame in is too large");
      const at = this.#exports.arris_alloc(frame.length) >>> 0;
      this.memory.set(frame, at);
      return decode_outcome(this.#frame(call(at)));
    } catch (error) {
      if (error instanceof ModuleFault) throw error;
      throw new ModuleFault(`${(error as Error).name}: ${(error as Error).message}`);
    }
  }
  // A copy, because the module's next call may overwrite the bytes.
  #frame(packed: bigint): Uint8Array {
    const at = Number(BigInt.asUintN(64, packed) >> 32n),
      length = Number(packed & 0xffffffffn);
    if (length > frame_out_max_bytes) throw new ModuleFault("the frame out is too large");
    if (at + length > this.memory.length)
      throw new ModuleFault("the frame out lies outside the module's memory");
    return this.memory.slice(at, at + length);
  }
}
