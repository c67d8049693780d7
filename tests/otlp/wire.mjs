// What is asked and answered by hand: spans, bodies that are larger than anybody waits for, and google.rpc.Status as bytes.

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

const length_of = ({ length }) => (length < 128 ? [length] : [(length & 127) | 128, length >> 7]);
const field = (number, bytes) => Buffer.concat([Buffer.from([(number << 3) | 2, ...length_of(bytes)]), bytes]);
const time = (number, at_ms) => {
  const bytes = Buffer.alloc(9, (number << 3) | 1);
  bytes.writeBigUInt64LE(BigInt(at_ms) * 1_000_000n, 1);
  return bytes;
};

// An ExportTraceServiceRequest with a span for each pair of hexadecimal ids.
export function spans_in_protobuf(ids, at_ms) {
  const spans = ids.map(([trace_id, id]) =>
    field(2, Buffer.concat([
      field(1, Buffer.from(trace_id, "hex")), field(2, Buffer.from(id, "hex")), field(5, Buffer.from("n")), time(7, at_ms), time(8, at_ms),
    ])));
  return field(1, field(2, Buffer.concat(spans)));
}

// The same in JSON.
export function spans_in_json(ids, at_ms) {
  const nanoseconds = `${at_ms}000000`;
  const spans = ids.map(([traceId, spanId]) => ({ traceId, spanId, name: "n", startTimeUnixNano: nanoseconds, endTimeUnixNano: nanoseconds }));
  return JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
}

// The answer to zeros of which `sent_bytes` come at once and then, so that few are under way when the server closes, up to
// `more_bytes` bit by bit until it is there. Their length is in the headers, or else they come in chunks.
export function send_large(url, headers, sent_bytes, more_bytes = 0) {
  return new Promise((resolve, reject) => {
    const sending = request(url, { method: "POST", headers });
    const bit = Buffer.alloc(16 << 10);
    let left = more_bytes;
    let answered = false;
    const more = () => {
      if (answered || left <= 0) return;
      left -= bit.length;
      sending.write(bit, () => setTimeout(more, 10));
    };
    sending.on("error", (error) => answered || reject(error));
    sending.on("response", async (answer) => {
      answered = true;
      const parts = [];
      for await (const part of answer) parts.push(part);
      resolve({ status: answer.statusCode, type: answer.headers["content-type"], body: Buffer.concat(parts) });
      sending.destroy();
    });
    sending.write(Buffer.alloc(sent_bytes), more);
  });
}
