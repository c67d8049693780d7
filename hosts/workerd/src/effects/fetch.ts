// The `fetch` and `read` effects: outbound HTTP, whole or as a stream. Redirects are answers, not
// followed: the module decides, and its next call is checked again.

import { Failure, frame_out_max_bytes } from "../frame";
import type { Fetch, Read } from "../types";
import { Writer } from "../wire";
import { done, failed, type Answer, type Stream, type World } from "../world";
import { collect, TooLarge } from "../body";
import { is_url_text, refusal } from "./hosts";
import { open_credential } from "./vault";

const body_max_bytes = frame_out_max_bytes - (1 << 20); // a module passes it on in one frame
const streams_max = 16; // open at once in a request
const start_max_bytes = 4096;
const mode_stream = 1,
  mode_start = 2,
  mode_check = 3;

// The time in which the head has to come; a stream's body may then take as long as it says something.
class Patience {
  readonly #control = new AbortController();
  readonly #timer: ReturnType<typeof setTimeout> | null;
  readonly signal = this.#control.signal;

  constructor(timeout_ms: number) {
    const end = (): void => this.#control.abort(new DOMException("too late", "TimeoutError"));
    this.#timer = timeout_ms > 0 ? setTimeout(end, timeout_ms) : null;
  }
  end(): void {
    clearTimeout(this.#timer);
  }
}

type Called = { response: Response; body: Uint8Array; handle: number };

function answer({ response, body, handle }: Called, duration_ms: number): Answer {
  const out = new Writer().u16(response.status);
  out.list([...response.headers], ([name, value]) => out.str(name).str(value));
  return done(out.bytes(body).u32(handle).u32(duration_ms).written);
}

// The head stands: whatever ends its body, what came of it is enough.
async function start_of(stream: ReadableStream<Uint8Array> | null): Promise<Uint8Array> {
  const start = new Uint8Array(start_max_bytes);
  let size = 0;
  const reader = stream?.getReader();
  try {
    while (reader && size < start_max_bytes) {
      const { done: ended, value } = await reader.read();
      if (ended) break;
      const part = value.subarray(0, start_max_bytes - size);
      start.set(part, size);
      size += part.length;
    }
  } catch {}
  void reader?.cancel().catch(() => {});
  return start.subarray(0, size);
}

function send(
  effect: Fetch,
  url: URL,
  shown: string | null,
  signal: AbortSignal,
): Promise<Response> {
  const headers = new Headers();
  for (const { name, value } of effect.headers) headers.append(name, value);
  if (effect.credential && shown !== null) headers.append(effect.credential.header, shown);
  const has_body = effect.body.length > 0 && effect.method !== "GET" && effect.method !== "HEAD";
  return fetch(url, {
    method: effect.method,
    headers,
    redirect: "manual",
    ...(has_body ? { body: effect.body } : {}),
    signal,
  });
}

async function call(effect: Fetch, url: URL, shown: string | null, world: World): Promise<Called> {
  const patience = new Patience(effect.timeout_ms);
  try {
    return await received(await send(effect, url, shown, patience.signal), effect, world);
  } finally {
    patience.end();
  }
}

async function received(response: Response, effect: Fetch, world: World): Promise<Called> {
  const { mode, timeout_ms } = effect;
  if (mode === mode_start) return { response, body: await start_of(response.body), handle: 0 };
  if (mode !== mode_stream)
    return { response, body: await collect(response.body, body_max_bytes), handle: 0 };
  const handle = world.streams.size + 1;
  const stream = response.body ?? new Blob([]).stream();
  const reader = stream.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  world.streams.set(handle, { reader, pause_max_ms: timeout_ms });
  return { response, body: new Uint8Array(), handle };
}

export async function fetch_effect(effect: Fetch, world: World): Promise<Answer> {
  if (world.gone) return failed(Failure.gone, "the caller has left");
  const url = is_url_text(effect.url) ? URL.parse(effect.url) : null;
  if (!url) return failed(Failure.invalid, "not a URL");
  const refused = refusal(url, world.module.manifest.capabilities.hosts, world.env);
  if (refused) return failed(...refused);
  if (world.streams.size >= streams_max) return failed(Failure.refused, "too many open streams");
  const { credential } = effect;
  const keys = world.module.manifest.capabilities.keys;
  if (credential && !keys.includes(credential.key))
    return failed(Failure.refused, `the manifest does not name the key ${credential.key}`);
  const shown = credential && (await open_credential(credential, url.origin, world.env));
  if (credential && shown === null) return failed(Failure.refused, "the credential does not open");
  if (effect.mode === mode_check)
    return done(new Writer().u16(0).u32(0).bytes(new Uint8Array()).u32(0).u32(0).written);
  const began_ms = Date.now();
  try {
    const called = await call(effect, url, shown, world);
    return answer(called, Date.now() - began_ms);
  } catch (error) {
    const { name, message } = error as Error;
    if (error instanceof TooLarge) return failed(Failure.too_large, "the answer is too large");
    if (name === "TimeoutError") return failed(Failure.timeout, "the host did not answer in time");
    if (name === "TypeError") return failed(Failure.invalid, message);
    return failed(Failure.unavailable, message);
  }
}

const silent = Symbol("silent");
type Piece = { done: boolean; value?: Uint8Array | undefined };

async function next_of({ reader, pause_max_ms }: Stream): Promise<Piece | typeof silent> {
  if (pause_max_ms === 0) return reader.read();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<typeof silent>((resolve) => {
    timer = setTimeout(() => resolve(silent), pause_max_ms);
  });
  const piece = await Promise.race([reader.read(), late]).finally(() =>
    clearTimeout(timer ?? null),
  );
  if (piece === silent) void reader.cancel().catch(() => {});
  return piece;
}

// The stream stays in the map when it has ended, so that handles are never used twice.
export async function read_effect(effect: Read, world: World): Promise<Answer> {
  const stream = world.streams.get(effect.handle);
  if (world.gone) return failed(Failure.gone, "the caller has left");
  if (!stream) return failed(Failure.invalid, "no such stream");
  const piece = await next_of(stream).catch((error: unknown) => {
    if (!world.gone) throw error;
    return { done: true, value: undefined };
  });
  if (piece === silent) return failed(Failure.timeout, "the other side said nothing for too long");
  const { done: last, value } = piece;
  if (world.gone) return failed(Failure.gone, "the caller has left");
  if (value && value.length > body_max_bytes)
    return failed(Failure.too_large, "a chunk is too large");
  return done(new Writer().u8(Number(last)).bytes(value ?? new Uint8Array()).written);
}

export async function close_streams(world: World): Promise<void> {
  await Promise.allSettled([...world.streams.values()].map(({ reader }) => reader.cancel()));
  world.streams.clear();
}
