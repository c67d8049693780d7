// One task of a module: begins it with an event, performs what it asks for and resumes it, until it
// has answered. Ends in exactly one of finish, fail and cancel.

import { log_all } from "./effects/log";
import { close_streams } from "./effects/fetch";
import { Done, encode_event, encode_results, steps_max, type Event, type Outcome } from "./frame";
import { ModuleFault } from "./instance";
import type { Seat } from "./module";
import { perform } from "./perform";
import type { World } from "./world";

const read_kind = 10;
const of_the_network = [2, read_kind, 11]; // fetch, read and wait

export class Task {
  #steps = 0;
  #number = 0;
  #over = false;
  #has_head = false;
  #answered = false;
  #last: Outcome | null = null;
  #under_way: Promise<Outcome> | null = null;
  cause = ""; // what the module logged last as an error: an answer does not tell it

  constructor(
    private readonly seat: Seat,
    private readonly world: World,
  ) {}

  // REQUIRES: the seat was just acquired.
  begin(event: Event): Outcome {
    const { instance } = this.seat;
    if (!instance) throw new Error("a seat without an instance");
    const outcome = instance.begin(encode_event(event));
    this.#number = outcome.task;
    return this.#checked(outcome);
  }

  // REQUIRES: the last outcome was not the end.
  advance(): Promise<Outcome> {
    return (this.#under_way = this.#step());
  }

  async #step(): Promise<Outcome> {
    if (!this.#only_reads() && ++this.#steps > steps_max)
      throw new ModuleFault(`more than ${steps_max} steps`);
    const results = await perform(this.#last?.effects ?? [], this.world);
    this.#check_alive();
    const instance = await this.world.module.wake(this.seat);
    this.#check_alive();
    return this.#checked(instance.resume(this.#number, encode_results(results)));
  }

  // What woke up in the meantime is given back.
  #check_alive(): void {
    if (!this.#over) return;
    this.world.module.release(this.seat);
    throw new ModuleFault("the task was cancelled");
  }

  #checked(outcome: Outcome): Outcome {
    log_all(outcome.logs, {
      module: this.world.module.manifest.name,
      request_id: this.world.request_id,
    });
    for (const { level, message } of outcome.logs) if (level === 3) this.cause = message;
    if (outcome.task !== this.#number) throw new ModuleFault("an outcome of another task");
    if (outcome.done === Done.yes && outcome.effects.length > 0)
      throw new ModuleFault("effects after the end");
    if (outcome.head && this.#has_head) throw new ModuleFault("a second head");
    if (this.#answered && (outcome.chunk.length > 0 || outcome.done === Done.answered))
      throw new ModuleFault("an answer after its end");
    this.#has_head ||= outcome.head !== null;
    if (outcome.chunk.length > 0 && !this.#has_head)
      throw new ModuleFault("a chunk before the head");
    if (outcome.subscription && !(outcome.done === Done.yes && outcome.head))
      throw new ModuleFault("a subscription that is not the end");
    if (outcome.head && (outcome.head.status < 200 || outcome.head.status > 599))
      throw new ModuleFault(`status ${outcome.head.status}`);
    this.#answered ||= outcome.done === Done.answered;
    this.#last = outcome;
    if (this.#awaits_network()) this.world.module.rest(this.seat);
    return outcome;
  }

  #awaits_network(): boolean {
    const effects = this.#last?.effects ?? [];
    return effects.every(({ payload }) => of_the_network.includes(payload.kind));
  }

  // Passing on a stream is bounded by the stream, not by steps.
  #only_reads(): boolean {
    const effects = this.#last?.effects ?? [];
    return this.#has_head && effects.length === 1 && effects[0]?.payload.kind === read_kind;
  }

  // The caller is gone in the middle of its answer: nothing more comes of what it called, and the
  // module says what is left to do.
  async leave(): Promise<void> {
    this.world.gone = true;
    await close_streams(this.world);
    await this.#under_way; // one step at a time
    for (let outcome = this.#last; outcome && outcome.done !== Done.yes && !this.#over;)
      outcome = await this.advance();
    this.finish();
  }

  finish(): void {
    if (!this.#close()) return;
    this.world.module.release(this.seat);
  }
  fail(): void {
    if (!this.#close()) return;
    ++this.world.module.faults;
    this.world.module.drop(this.seat);
  }
  // The caller is gone.
  cancel(): void {
    if (!this.#close()) return;
    try {
      this.seat.instance?.cancel(this.#number);
      this.world.module.release(this.seat);
    } catch {
      this.world.module.drop(this.seat);
    }
  }

  #close(): boolean {
    if (this.#over) return false;
    this.#over = true;
    if (this.world.streams.size > 0) void close_streams(this.world);
    return true;
  }
}
