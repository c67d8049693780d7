// A module and its pool of instances. V8 reserves gigabytes of addresses for each memory, so
// instances are few and used again.
//
// (1) An instance serves one task at a time and starts each with the bytes it had after
//     `_initialize`: nothing of one request can be seen by the next.
// (2) An instance that trapped, broke the grammar or grew by more than a megabyte is dropped.
// (3) A task that waits for the network is put aside when another wants its instance, and goes on
//     in any that is free: so many more may wait for it than there are instances.

import { abi_version } from "./frame";
import { bytes_of, Image, type Difference } from "./image";
import { Instance } from "./instance";
import { is_read, type Manifest } from "./manifest";

export class Overloaded extends Error {}

const instances_max = 32;
const waiting_max = 512;
const turn_ms = 5; // between two looks of who waits
const patience_ms = 1000; // who has not looked for so long is gone
const lease_max_ms = 900_000; // the longest stream
const aside_max_bytes = 48 << 20; // of the 128 MiB that all of a Worker may take

type Turn = { seen_ms: number };

// What a task holds of a module: an instance, or what differs from a fresh one.
export class Seat {
  instance: Instance | null = null;
  aside: Difference | null = null;
}

export class Module {
  readonly manifest: Manifest;
  readonly reads: readonly boolean[]; // by statement
  faults = 0;
  readonly #image: Image;
  readonly #idle: Instance[] = [];
  readonly #waiting = new Set<Turn>(); // in the order of their arrival
  readonly #leases = new Map<Seat, number>(); // of those with an instance; since when
  readonly #resting = new Set<Seat>(); // of these, those that may be put aside; the longest first
  readonly #aside = new Map<Seat, number>(); // since when
  #aside_bytes = 0;

  constructor(private readonly module: WebAssembly.Module) {
    const fresh = new Instance(module);
    this.#image = new Image(fresh.memory);
    if (fresh.abi() !== abi_version)
      throw new Error(`a module speaks version ${fresh.abi()}, this host ${abi_version}`);
    this.manifest = fresh.manifest();
    this.reads = this.manifest.statements.map((statement) => is_read(statement.sql));
  }

  // Overloaded when no instance is free by then.
  async acquire(until_ms = Infinity): Promise<Seat> {
    const seat = new Seat();
    await this.wake(seat, until_ms);
    return seat;
  }

  // Its task waits for the network alone.
  rest(seat: Seat): void {
    if (seat.instance) this.#resting.add(seat);
  }

  // Before its task computes again.
  async wake(seat: Seat, until_ms = Infinity): Promise<Instance> {
    this.#resting.delete(seat);
    if (seat.instance) return seat.instance;
    const free = this.#first() === null ? this.#take(seat) : null;
    return free ?? this.#wait(seat, until_ms);
  }

  // By a timer of its own: the runtime ends a request that waits for nothing but a promise that
  // another request is to keep.
  async #wait(seat: Seat, until_ms: number): Promise<Instance> {
    if (!seat.aside && this.#waiting.size >= waiting_max) throw new Overloaded();
    const turn = { seen_ms: Date.now() };
    this.#waiting.add(turn);
    try {
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, turn_ms));
        turn.seen_ms = Date.now();
        const free = this.#first() === turn ? this.#take(seat) : null;
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

  #take(seat: Seat): Instance | null {
    const instance = this.#idle.pop() ?? this.#more() ?? this.#put_aside(seat);
    if (!instance) return null;
    if (seat.aside) instance.become(seat.aside);
    this.#let_go(seat);
    this.#leases.set(seat, Date.now());
    return (seat.instance = instance);
  }

  #more(): Instance | null {
    if (this.#leases.size >= instances_max) this.#forget_lost();
    return this.#leases.size < instances_max ? new Instance(this.module) : null;
  }

  // The instance of whoever rests longest. A task that was put aside itself leaves its room behind.
  #put_aside(wanting: Seat): Instance | null {
    const [seat] = this.#resting;
    if (!seat?.instance || (!wanting.aside && this.#aside_bytes > aside_max_bytes)) return null;
    const { instance } = seat;
    seat.aside = this.#image.difference(instance.memory);
    seat.instance = null;
    this.#leave(seat);
    this.#aside.set(seat, Date.now());
    this.#aside_bytes += bytes_of(seat.aside);
    return this.#image.wipe(instance.memory) ? instance : new Instance(this.module);
  }

  release(seat: Seat): void {
    const { instance } = seat;
    this.drop(seat);
    if (instance && this.#image.wipe(instance.memory)) this.#idle.push(instance);
  }

  // Instead of release: its instance is not used again.
  drop(seat: Seat): void {
    this.#let_go(seat);
    this.#leave(seat);
    seat.instance = null;
  }

  #leave(seat: Seat): void {
    this.#resting.delete(seat);
    this.#leases.delete(seat);
  }
  #let_go(seat: Seat): void {
    this.#discount(seat);
    seat.aside = null;
  }
  #discount(seat: Seat): void {
    if (this.#aside.delete(seat) && seat.aside) this.#aside_bytes -= bytes_of(seat.aside);
  }
  // The runtime may end a request without a word when its client has gone; what it held is lost.
  #forget_lost(): void {
    const before_ms = Date.now() - lease_max_ms;
    for (const [seat, since_ms] of this.#leases) if (since_ms < before_ms) this.#leave(seat);
    for (const [seat, since_ms] of this.#aside) if (since_ms < before_ms) this.#discount(seat);
  }
}
