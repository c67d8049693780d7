// A module and its pool of instances. V8 reserves gigabytes of addresses for each memory, so
// instances are few and used again.
//
// (1) An instance serves one request at a time and starts each with the bytes it had after
//     `_initialize`: nothing of one request can be seen by the next.
// (2) An instance that trapped, broke the grammar or grew by more than `growth_max_bytes` is
//     dropped.

import {
  abi_version,
  decode_outcome,
  frame_in_max_bytes,
  frame_out_max_bytes,
  type Outcome,
} from "./frame";
import { parse_manifest, is_read, type Manifest } from "./manifest";
import { text_of } from "./wire";

// The module broke its promises: a trap, a bad frame, a forbidden effect. It costs one request.
export class ModuleFault extends Error {}
export class Overloaded extends Error {}

const instances_max = 32;
const waiting_max = 512;
const turn_ms = 5; // between two looks of who waits
const patience_ms = 1000; // who has not looked for so long is gone
const lease_max_ms = 600_000;
const growth_max_bytes = 1 << 20; // more is cheaper to make anew than to wipe

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

type Turn = { seen_ms: number };

export class Module {
  readonly manifest: Manifest;
  readonly reads: readonly boolean[]; // by statement
  faults = 0;
  readonly #image: Uint8Array; // of what is not zero
  readonly #image_at: number;
  readonly #image_end_bytes: number;
  readonly #idle: Instance[] = [];
  readonly #waiting = new Set<Turn>(); // in the order of their arrival
  readonly #leases = new Map<Instance, number>(); // since when

  constructor(private readonly module: WebAssembly.Module) {
    const fresh = new Instance(module);
    const memory = fresh.memory;
    const from = memory.findIndex((byte) => byte !== 0);
    this.#image_at = Math.max(from, 0);
    this.#image = memory.slice(this.#image_at, memory.findLastIndex((byte) => byte !== 0) + 1);
    this.#image_end_bytes = memory.length;
    if (fresh.abi() !== abi_version)
      throw new Error(`a module speaks version ${fresh.abi()}, this host ${abi_version}`);
    this.manifest = fresh.manifest();
    this.reads = this.manifest.statements.map((statement) => is_read(statement.sql));
  }

  // Overloaded when none is free by then.
  async acquire(until_ms = Infinity): Promise<Instance> {
    const free = this.#first() === null ? this.#take() : null;
    return free ?? this.#wait(until_ms);
  }

  // By a timer of its own: the runtime ends a request that waits for nothing but a promise that
  // another request is to keep.
  async #wait(until_ms: number): Promise<Instance> {
    if (this.#waiting.size >= waiting_max) throw new Overloaded();
    const turn = { seen_ms: Date.now() };
    this.#waiting.add(turn);
    try {
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, turn_ms));
        turn.seen_ms = Date.now();
        const free = this.#first() === turn ? this.#take() : null;
        if (free) return free;
        if (turn.seen_ms > until_ms) throw new Overloaded();
      }
    } finally {
      this.#waiting.delete(turn);
    }
  }

  #first(): Turn | null {
    for (const turn of this.#waiting) {
      if (Date.now() - turn.seen_ms <= patience_ms) return turn;
      this.#waiting.delete(turn);
    }
    return null;
  }

  #take(): Instance | null {
    const idle = this.#idle.pop();
    if (idle) return this.#lease(idle);
    if (this.#leases.size >= instances_max) this.#forget_lost();
    return this.#leases.size < instances_max ? this.#lease(new Instance(this.module)) : null;
  }

  release(instance: Instance): void {
    if (!this.#leases.delete(instance)) return;
    if (this.#reset(instance)) this.#idle.push(instance);
  }

  // Instead of release: the instance is not used again.
  drop(instance: Instance): void {
    this.#leases.delete(instance);
  }

  #lease(instance: Instance): Instance {
    this.#leases.set(instance, Date.now());
    return instance;
  }
  // The runtime may end a request without a word when its client has gone; its instance is lost.
  #forget_lost(): void {
    for (const [instance, since_ms] of this.#leases)
      if (Date.now() - since_ms > lease_max_ms) this.#leases.delete(instance);
  }

  #reset(instance: Instance): boolean {
    const memory = instance.memory;
    if (memory.length > this.#image_end_bytes + growth_max_bytes) return false;
    memory.fill(0, 0, this.#image_at);
    memory.set(this.#image, this.#image_at);
    memory.fill(0, this.#image_at + this.#image.length);
    return true;
  }
}
