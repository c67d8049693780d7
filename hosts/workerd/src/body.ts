// Request bodies: collected up to a bound, with their content-encoding removed. The bound counts
// decoded bytes, so a small bomb is refused while it unpacks.

import { brotliDecompressSync } from "node:zlib";
import { header_of, type Visit } from "./visit";

export class TooLarge extends Error {}
export class UnknownEncoding extends Error {}
export class BadEncoding extends Error {}

const drained_max_bytes = 1 << 20;

// A client that is still sending may not see the answer: a little more is read and thrown away.
async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  for (let left = drained_max_bytes; left > 0;) {
    const { done, value } = await reader.read();
    if (done) return;
    left -= value.length;
  }
  await reader.cancel().catch(() => {});
}

export async function collect(
  stream: ReadableStream<Uint8Array> | null,
  most_bytes: number,
): Promise<Uint8Array> {
  if (!stream) return new Uint8Array();
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most_bytes) {
      await drain(reader);
      throw new TooLarge();
    }
    chunks.push(value);
  }
  if (chunks.length === 1) return chunks[0] as Uint8Array;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

async function inflate(
  body: Uint8Array,
  format: "gzip" | "deflate" | "deflate-raw",
  most_bytes: number,
): Promise<Uint8Array> {
  const stream = new Blob([body]).stream().pipeThrough(new DecompressionStream(format));
  return collect(stream as ReadableStream<Uint8Array>, most_bytes);
}

function unbrotli(body: Uint8Array, most_bytes: number): Uint8Array {
  try {
    return new Uint8Array(brotliDecompressSync(body, { maxOutputLength: most_bytes }));
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    if (code === "ERR_BUFFER_TOO_LARGE" || /larger than|too large|Memory limit/i.test(message))
      throw new TooLarge();
    throw error;
  }
}

// "deflate" is zlib's format by the standard; some clients send it bare.
async function decode(body: Uint8Array, encoding: string, most_bytes: number): Promise<Uint8Array> {
  switch (encoding) {
    case "":
    case "identity":
      return body;
    case "gzip":
    case "x-gzip":
      return inflate(body, "gzip", most_bytes);
    case "deflate": {
      const is_zlib =
        ((body[0] ?? 0) & 15) === 8 && ((body[0] ?? 0) * 256 + (body[1] ?? 0)) % 31 === 0;
      return inflate(body, is_zlib ? "deflate" : "deflate-raw", most_bytes);
    }
    case "br":
      return unbrotli(body, most_bytes);
    default:
      throw new UnknownEncoding();
  }
}

// A read without a length has none, and need not be asked for one.
export const may_have_body = (visit: Visit): boolean =>
  (visit.method !== "GET" && visit.method !== "HEAD") ||
  header_of(visit, "content-length") !== null ||
  header_of(visit, "transfer-encoding") !== null;

export async function read_body(visit: Visit, most_bytes: number): Promise<Uint8Array> {
  const told_bytes = Number(header_of(visit, "content-length") ?? 0);
  if (told_bytes > most_bytes + drained_max_bytes) throw new TooLarge();
  const body = await collect(visit.request.body, most_bytes);
  const encodings = (header_of(visit, "content-encoding") ?? "").split(",");
  if (encodings.length > 2) throw new UnknownEncoding();
  let decoded = body;
  for (const encoding of encodings.reverse()) {
    try {
      decoded = await decode(decoded, encoding.trim().toLowerCase(), most_bytes);
    } catch (error) {
      if (error instanceof TooLarge || error instanceof UnknownEncoding) throw error;
      throw new BadEncoding();
    }
  }
  return decoded;
}
