// Recorded streams of all providers, and an upstream that says them again in pieces.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { root } from "../support/hosts.mjs";

export const { tiers, streams } = JSON.parse(readFileSync(join(root, "tests/preview/streams.json")));
export const bytes_of = ({ name }) => readFileSync(join(root, "tests/fuzz/corpus/stream", name));

// What lies between characters, so that each piece is text.
export function cut(bytes, most) {
  const letters = Array.from(bytes.toString());
  return Array.from({ length: Math.ceil(letters.length / most) }, (_, i) => letters.slice(i * most, (i + 1) * most).join(""));
}

// A request's body as these protocols have it; which stream is asked for is its model.
export const asked = ({ name, path }) =>
  path.startsWith("gemini") ? { contents: [{ parts: [{ text: "x" }] }] } : { model: name, stream: true, stream_options: { include_usage: true }, input: "x", messages: [{ role: "user", content: "x" }] };

export class Recorded {
  piece_bytes = 1 << 20;
  async start() {
    this.server = createServer((request, response) => this.#answer(request, response));
    await new Promise((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    this.address = `127.0.0.1:${this.server.address().port}`;
  }
  stop() {
    this.server?.closeAllConnections();
    this.server?.close();
  }
  async #answer(request, response) {
    let body = "";
    for await (const part of request) body += part;
    const [, of_path] = /models\/(\w+):/.exec(request.url) ?? [];
    const bytes = bytes_of({ name: of_path ?? JSON.parse(body).model });
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.socket.setNoDelay();
    for (let at = 0; at < bytes.length; at += this.piece_bytes) {
      response.write(bytes.subarray(at, at + this.piece_bytes));
      await new Promise((resolve) => setImmediate(resolve));
    }
    response.end();
  }
}
