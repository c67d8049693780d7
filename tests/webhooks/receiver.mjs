// The other side of webhooks: an HTTP server that verifies nothing by itself, keeps what it was sent, and answers as a
// test says.

import { createServer } from "node:http";

export class Receiver {
  received = []; // {path, headers, body, at_ms}
  connections = 0;
  answers = new Map(); // path -> (response, how often the path was asked before) => void

  constructor() {
    this.server = createServer((request, response) => this.#take(request, response));
    this.server.on("connection", () => ++this.connections);
  }

  async start() {
    await new Promise((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    this.port = this.server.address().port;
    return this;
  }
  stop() {
    this.server.closeAllConnections();
    this.server.close();
  }

  url(path) {
    return `http://127.0.0.1:${this.port}${path}`;
  }
  at(path) {
    return this.received.filter((one) => one.path === path);
  }
  ids(path) {
    return new Set(this.at(path).map(({ headers }) => headers["webhook-id"]));
  }

  async #take(request, response) {
    const parts = [];
    try {
      for await (const part of request) parts.push(part);
    } catch {
      return; // who asked is gone
    }
    const { url: path, headers } = request;
    const before = this.at(path).length;
    this.received.push({ path, headers, body: Buffer.concat(parts).toString(), at_ms: Date.now() });
    const answer = this.answers.get(path);
    if (answer) answer(response, before);
    else response.writeHead(200).end("ok");
  }
}

export const status =
  (code, headers = {}) =>
  (response) =>
    response.writeHead(code, headers).end(`status ${code}`);
// A gigabyte that never ends, as fast as it is taken.
export function endless(response) {
  const block = Buffer.alloc(1 << 16, "x");
  response.writeHead(200, { "content-length": String(2 ** 30) });
  const more = () => {
    while (!response.destroyed && response.write(block));
    if (!response.destroyed) response.once("drain", more);
  };
  response.on("error", () => {});
  more();
}
