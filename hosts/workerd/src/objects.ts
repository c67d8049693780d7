// The Durable Objects: what all isolates must agree on. One of each a name.

import { DurableObject } from "cloudflare:workers";
import { Channel, type Message } from "./hub";
import { Limiter, type Take } from "./limiter";

// One live channel.
export class Hub extends DurableObject {
  readonly #channel = new Channel();

  publish(message: Message): void {
    this.#channel.publish(message);
  }
  override async fetch(request: Request): Promise<Response> {
    const last_event_id = new URL(request.url).searchParams.get("last_event_id") ?? "";
    return new Response(this.#channel.subscribe(last_event_id));
  }
}

// One bucket. Its level lives in memory: an object that was evicted was idle, so its bucket is full
// or nearly so.
export class RateLimiter extends DurableObject {
  readonly #limiter = new Limiter();

  take(capacity: number, window_ms: number, cost: number): Take {
    return this.#limiter.take("", { capacity, window_ms, cost }, Date.now());
  }
}
