// Runs a request's task and turns its outcomes into a Response: whole, streamed chunk by chunk as
// the client reads, or a subscription that the host feeds.

import { log } from "./effects/log";
import { subscribe } from "./effects/publish";
import { Done, type Event, type Head, type Header, type Outcome } from "./frame";
import { ModuleFault } from "./instance";
import type { Reply } from "./reply";
import { Task } from "./task";
import type { World } from "./world";

export type Answered = { reply: Reply; route: number };

const header_name = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;
const header_value = /^[\t\x20-\x7e\x80-\xff]*$/;

function headers_of(head: Head): Header[] {
  for (const { name, value } of head.headers)
    if (!header_name.test(name) || !header_value.test(value))
      throw new ModuleFault("a header that no answer can carry");
  return head.headers.map(({ name, value }) => ({ name: name.toLowerCase(), value }));
}

const with_stream_headers = (headers: Header[]): Header[] => [
  ...headers.filter(({ name }) => name !== "content-type" && name !== "cache-control"),
  { name: "content-type", value: "text/event-stream" },
  { name: "cache-control", value: "no-store" },
];

// Back-pressure is the client's: the module runs when the client has read what there is.
class Body {
  #outcome: Outcome;
  #sent = false;
  #over = false;
  #ended = (): void => {};

  constructor(
    private readonly task: Task,
    first: Outcome,
    private readonly world: World,
    caller: Request,
  ) {
    this.#outcome = first;
    world.later(new Promise<void>((resolve) => (this.#ended = resolve)));
    // While nothing is written, the runtime tells by the signal alone that the caller has left.
    caller.signal.addEventListener("abort", () => this.cancel());
  }

  async pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    try {
      await this.#pass_on(controller);
    } catch (error) {
      this.#end();
      this.task.fail();
      controller.error(error);
    }
  }
  cancel(): void {
    if (this.#end()) this.world.later(this.task.leave().catch(() => this.task.fail()));
  }

  async #pass_on(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    for (;;) {
      if (this.#sent) this.#outcome = await this.task.advance();
      if (this.world.gone) return; // leave() goes on
      this.#sent = true;
      const { chunk, done } = this.#outcome;
      if (chunk.length > 0) controller.enqueue(chunk);
      if (done !== Done.no) return this.#close(controller);
      if (chunk.length > 0) return;
    }
  }
  #close(controller: ReadableStreamDefaultController<Uint8Array>): void {
    this.world.later(rest_of(this.task, this.#outcome));
    this.#end();
    controller.close();
  }
  // Whether it has not ended before.
  #end(): boolean {
    const ends = !this.#over;
    this.#over = true;
    this.#ended();
    return ends;
  }
}

const body_of = (...given: ConstructorParameters<typeof Body>): ReadableStream<Uint8Array> =>
  new ReadableStream(new Body(...given), { highWaterMark: 0 });

// What the module does after its answer.
async function rest_of(task: Task, answered: Outcome): Promise<void> {
  try {
    for (let outcome = answered; outcome.done !== Done.yes;) outcome = await task.advance();
    task.finish();
  } catch (error) {
    task.fail();
    log("error", "a task ended badly after its answer", { cause: String(error) });
  }
}

async function respond(
  task: Task,
  outcome: Outcome,
  world: World,
  caller: Request,
): Promise<Reply> {
  const head = outcome.head;
  if (!head) throw new ModuleFault("the task ended without an answer");
  const { status } = head;
  const headers = headers_of(head);
  if (outcome.subscription) {
    task.finish();
    const body = await subscribe(world, outcome.subscription, outcome.chunk);
    return { status, headers: with_stream_headers(headers), body };
  }
  if (outcome.done === Done.no)
    return { status, headers, body: body_of(task, outcome, world, caller) };
  world.later(rest_of(task, outcome));
  const has_no_body = status === 204 || status === 205 || status === 304;
  return { status, headers, body: has_no_body ? null : outcome.chunk };
}

// The answer did not begin in time. What the module has asked for by then may happen all the same.
export class Late extends Error {}

async function in_time<T>(work: Promise<T>, until_ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Late()), until_ms - Date.now());
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer ?? null));
}

async function begun(task: Task, first: Outcome): Promise<Outcome> {
  let outcome = first;
  while (!outcome.head && outcome.done === Done.no) outcome = await task.advance();
  return outcome;
}

// Late unless the answer begins within `deadline_ms`.
export async function answer(
  world: World,
  event: Event,
  deadline_ms: number,
  caller: Request,
): Promise<Answered> {
  const until_ms = Date.now() + deadline_ms;
  const task = new Task(await world.module.acquire(until_ms), world);
  try {
    const outcome = await in_time(begun(task, task.begin(event)), until_ms);
    return {
      reply: await respond(task, outcome, world, caller),
      route: outcome.head?.route ?? 65535,
    };
  } catch (error) {
    if (error instanceof Late) task.cancel();
    else task.fail();
    throw error;
  }
}

export type Delivered = { status: number; cause: string };

// A cron tick or a message: the task runs to its end. Gives the status of its answer, and why it is
// what it is where the module has logged that.
export async function deliver(world: World, event: Event): Promise<Delivered> {
  const task = new Task(await world.module.acquire(), world);
  try {
    let outcome = task.begin(event);
    let status = outcome.head?.status ?? 0;
    while (outcome.done !== Done.yes) {
      outcome = await task.advance();
      status = outcome.head?.status ?? status;
    }
    task.finish();
    return { status, cause: task.cause };
  } catch (error) {
    task.fail();
    throw error;
  }
}
