// A live stream as a browser reads it: events in order, and the id behind which it goes on.

import assert from "node:assert/strict";

export class Stream {
  events = [];
  last_event_id = "";

  constructor(host, token, path = "/notifications/stream") {
    this.host = host;
    this.token = token;
    this.path = path;
  }

  async open() {
    this.abort = new AbortController();
    const headers = { authorization: `Bearer ${this.token}` };
    if (this.last_event_id) headers["last-event-id"] = this.last_event_id;
    const answer = await fetch(`${this.host.url}/api/v1${this.path}`, { headers, signal: this.abort.signal });
    assert.equal(answer.status, 200);
    this.is_over = false;
    this.ended = this.read(answer.body)
      .catch(() => {})
      .finally(() => (this.is_over = true));
  }

  async read(body) {
    let text = "";
    for await (const part of body.pipeThrough(new TextDecoderStream())) {
      text += part;
      for (let end; (end = text.indexOf("\n\n")) >= 0; text = text.slice(end + 2)) this.take(text.slice(0, end));
    }
  }

  take(block) {
    const field = (name) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1];
    if (field("data") === undefined) return;
    this.events.push({ event: field("event"), id: field("id"), data: field("data") });
    this.last_event_id = field("id") ?? this.last_event_id;
  }

  close() {
    this.abort.abort();
  }

  async wait_for(holds) {
    for (let tries = 0; tries < 400; ++tries) {
      if (holds(this.events)) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    assert.fail(`the stream never came that far: ${JSON.stringify(this.events.slice(-5))}`);
  }

  wait_for_ids(ids) {
    return this.wait_for((events) => ids.every((id) => events.some((one) => one.id === id)));
  }
}
