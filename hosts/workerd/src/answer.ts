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
function body_of(task: Task, first: Outcome, world: World): ReadableStream<Uint8Array> {
  let outcome = first;
  let sent = false;
  let ended = (): void => {};
  world.later(new Promise<void>((resolve) => (ended = resolve)));
  const next = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    for (;;) {
      if (sent) outcome = await task.advance();
      if (world.gone) return; // leave() goes on
      sent = true;
      if (outcome.chunk.length > 0) controller.enqueue(outcome.chunk);
      if (outcome.done !== Done.no) {
        world.later(rest_of(task, outcome));
        ended();
        return controller.close();
      }
      if (outcome.chunk.length > 0) return;
    }
  };
  return new ReadableStream<Uint8Array>(
    {
      pull: (controller) =>
        next(controller).catch((error: unknown) => {
          task.fail();
          ended();
          controller.error(error);
        }),
      cancel: () => {
        world.later(task.leave().catch(() => task.fail()));
        ended();
      },
    },
    { highWaterMark: 0 },
  );
}

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

async function respond(task: Task, outcome: Outcome, world: World): Promise<Reply> {
  const head = outcome.head;
  if (!head) throw new ModuleFault("the task ended without an answer");
  const { status } = head;
  const headers = headers_of(head);
  if (outcome.subscription) {
    task.finish();
    const body = await subscribe(world, outcome.subscription, outcome.chunk);
    return { status, headers: with_stream_headers(headers), body };
  }
  if (outcome.done === Done.no) return { status, headers, body: body_of(task, outcome, world) };
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
export async function answer(world: World, event: Event, deadline_ms: number): Promise<Answered> {
  const until_ms = Date.now() + deadline_ms;
  const task = new Task(await world.module.acquire(until_ms), world);
  try {
    const outcome = await in_time(begun(task, task.begin(event)), until_ms);
    return { reply: await respond(task, outcome, world), route: outcome.head?.route ?? 65535 };
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
