// Runs a request's task and turns its outcomes into a Response: whole, streamed chunk by chunk as
// the client reads, or a subscription that the host feeds.

import { subscribe } from "./effects/publish";
import type { Event, Head, Outcome } from "./frame";
import { ModuleFault } from "./instance";
import { Task } from "./task";
import type { World } from "./world";

export type Answered = { response: Response; route: number };

function headers_of(head: Head): Headers {
  const headers = new Headers();
  try {
    for (const { name, value } of head.headers) headers.append(name, value);
  } catch {
    throw new ModuleFault("a header that no answer can carry");
  }
  return headers;
}

// Back-pressure is the client's: the module runs when the client has read what there is.
function body_of(task: Task, first: Outcome): ReadableStream<Uint8Array> {
  let outcome = first;
  let sent = false;
  const next = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    for (;;) {
      if (sent) outcome = await task.advance();
      sent = true;
      if (outcome.chunk.length > 0) controller.enqueue(outcome.chunk);
      if (outcome.done) {
        task.finish();
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
          controller.error(error);
        }),
      cancel: () => task.cancel(),
    },
    { highWaterMark: 0 },
  );
}

async function respond(task: Task, outcome: Outcome, world: World): Promise<Response> {
  const head = outcome.head;
  if (!head) throw new ModuleFault("the task ended without an answer");
  const init = { status: head.status, headers: headers_of(head) };
  if (outcome.subscription) {
    task.finish();
    init.headers.set("content-type", "text/event-stream");
    init.headers.set("cache-control", "no-store");
    return new Response(await subscribe(world, outcome.subscription, outcome.chunk), init);
  }
  if (!outcome.done) return new Response(body_of(task, outcome), init);
  task.finish();
  const has_no_body = head.status === 204 || head.status === 205 || head.status === 304;
  return new Response(has_no_body ? null : outcome.chunk, init);
}

export async function answer(world: World, event: Event): Promise<Answered> {
  const task = new Task(await world.module.acquire(), world);
  try {
    let outcome = task.begin(event);
    while (!outcome.head && !outcome.done) outcome = await task.advance();
    return { response: await respond(task, outcome, world), route: outcome.head?.route ?? 65535 };
  } catch (error) {
    task.fail();
    throw error;
  }
}

// A cron tick or a message: the task runs to its end. Gives the status of its answer.
export async function deliver(world: World, event: Event): Promise<number> {
  const task = new Task(await world.module.acquire(), world);
  try {
    let outcome = task.begin(event);
    let status = outcome.head?.status ?? 0;
    while (!outcome.done) {
      outcome = await task.advance();
      status = outcome.head?.status ?? status;
    }
    task.finish();
    return status;
  } catch (error) {
    task.fail();
    throw error;
  }
}
