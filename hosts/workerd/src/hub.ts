// One live channel: brings what is published to its subscribers, and keeps the latest messages, so
// that a connection that broke loses nothing when it comes back.
//
// (1) Between the replay after a last event id and what follows is neither gap nor repetition.
// (2) What is kept is bounded; a message without an id is not kept.
// (3) A subscriber that does not keep up is dropped; it comes back with its last event id.

import { utf8 } from "./wire";

export type Message = { event: string; id: string; data: string };

const kept_max = 256;
const behind_max_bytes = 256 << 10;
const keep_alive_ms = 15_000;

// Every line of the data gets a field of its own; ids and events have no line breaks.
export function written(message: Message): Uint8Array {
  const data = message.data
    .split(/\r\n|\r|\n/)
    .map((line) => `data: ${line}\n`)
    .join("");
  const id = message.id ? `id: ${message.id}\n` : "";
  const event = message.event ? `event: ${message.event}\n` : "";
  return utf8(`${id}${event}${data}\n`);
}

export class Channel {
  readonly #subscribers = new Set<ReadableStreamDefaultController<Uint8Array>>();
  readonly #kept: Message[] = [];

  publish(message: Message): void {
    if (message.id) this.#kept.push(message);
    if (this.#kept.length > kept_max) this.#kept.shift();
    const bytes = written(message);
    for (const subscriber of this.#subscribers) this.#send(subscriber, bytes);
  }

  subscribe(last_event_id: string): ReadableStream<Uint8Array> {
    let mine: ReadableStreamDefaultController<Uint8Array>;
    let timer: ReturnType<typeof setInterval>;
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          mine = controller;
          this.#subscribers.add(controller);
          controller.enqueue(utf8(": subscribed\n\n"));
          for (const message of this.#missed(last_event_id)) controller.enqueue(written(message));
          timer = setInterval(() => this.#send(controller, utf8(": alive\n\n")), keep_alive_ms);
        },
        cancel: () => {
          clearInterval(timer);
          this.#subscribers.delete(mine);
        },
      },
      new ByteLengthQueuingStrategy({ highWaterMark: behind_max_bytes }),
    );
  }

  // All that is kept when the id is unknown or too old.
  #missed(last_event_id: string): Message[] {
    if (!last_event_id) return [];
    return this.#kept.slice(this.#kept.findIndex(({ id }) => id === last_event_id) + 1);
  }

  #send(subscriber: ReadableStreamDefaultController<Uint8Array>, bytes: Uint8Array): void {
    if ((subscriber.desiredSize ?? 0) > 0) return subscriber.enqueue(bytes);
    this.#subscribers.delete(subscriber);
    try {
      subscriber.close();
    } catch {
      // It is closed already: the reader is gone.
    }
  }
}
