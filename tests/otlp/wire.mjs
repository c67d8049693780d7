// What the refusals are asked by: bodies that are larger than anybody waits for, and google.rpc.Status as bytes.

import { request } from "node:http";

// The code and message of google.rpc.Status: a varint as field 1, a text as field 2.
export function read_status(bytes) {
  let at = 0;
  const varint = () => {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  const status = {};
  while (at < bytes.length) {
    const tag = varint();
    if (tag === 8) status.code = varint();
    else if (tag === 18) {
      const end = varint() + at;
      status.message = new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(at, end));
      at = end;
    } else throw new Error(`tag ${tag}`);
  }
  return status;
}

// The answer to zeros of which only `sent_bytes` come: of a length that is in the headers, or else in chunks.
export function send_large(url, headers, sent_bytes) {
  return new Promise((resolve, reject) => {
    const sending = request(url, { method: "POST", headers });
    const piece = Buffer.alloc(64 << 10);
    let sent = 0;
    let answered = false;
    const more = () => {
      while (!answered && sent < sent_bytes) {
        sent += piece.length;
        if (!sending.write(piece)) return void sending.once("drain", more);
      }
    };
    sending.on("error", (error) => answered || reject(error));
    sending.on("response", async (answer) => {
      answered = true;
      const parts = [];
      for await (const part of answer) parts.push(part);
      resolve({ status: answer.statusCode, type: answer.headers["content-type"], body: Buffer.concat(parts) });
      sending.destroy();
    });
    more();
  });
}
