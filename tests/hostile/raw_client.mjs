// One connection, one mutated request, then the end of what this side sends. What comes back is read to the end.

import { connect } from "node:net";

const hang_ms = 30_000;

// {statuses, text, hung}
export function exchange(port, bytes) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    let text = "";
    let hung = false;
    const timer = setTimeout(() => {
      hung = true;
      socket.destroy();
    }, hang_ms);
    socket.on("data", (part) => (text += part.toString("latin1")));
    socket.on("end", () => socket.destroy());
    socket.on("error", () => {});
    socket.on("close", () => {
      clearTimeout(timer);
      resolve({ text, hung, statuses: statuses_of(text) });
    });
    socket.end(Buffer.from(bytes, "latin1"));
  });
}

// A status line stands at the start of an answer; no body of ours holds one.
const statuses_of = (text) => [...text.matchAll(/HTTP\/1\.[01] (\d{3})/g)].map((match) => Number(match[1]));
