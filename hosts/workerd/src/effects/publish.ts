// The `publish` effect and the other end of it: the Server-Sent Events of a subscription. Channels
// are Durable Objects where they are bound, else they live in this isolate.

import { Failure, type Subscription } from "../frame";
import { Channel } from "../hub";
import type { Publish, Statement } from "../types";
import { sql_effect } from "./sql";
import { text_of, utf8 } from "../wire";
import { empty, failed, type Answer, type Env, type World } from "../world";

const message_max_bytes = 64 << 10;
const channels_max = 64; // of a subscription
const local = new Map<string, Channel>();

function local_channel(name: string): Channel {
  const channel = local.get(name) ?? new Channel();
  local.set(name, channel);
  return channel;
}

export async function publish_effect(effect: Publish, { env }: World): Promise<Answer> {
  const has_line_break = /[\r\n\0]/.test(effect.event + effect.id);
  if (effect.channel === "" || has_line_break)
    return failed(Failure.invalid, "not an event that a stream can carry");
  if (effect.data.length > message_max_bytes)
    return failed(Failure.too_large, "the message is too large for a channel");
  const message = { event: effect.event, id: effect.id, data: text_of(effect.data) };
  if (env.HUB) await env.HUB.get(env.HUB.idFromName(effect.channel)).publish(message);
  else local_channel(effect.channel).publish(message);
  return empty();
}

async function open(
  env: Env,
  name: string,
  last_event_id: string,
): Promise<ReadableStream<Uint8Array>> {
  if (!env.HUB) return local_channel(name).subscribe(last_event_id);
  const url = `http://hub/?last_event_id=${encodeURIComponent(last_event_id)}`;
  const response = await env.HUB.get(env.HUB.idFromName(name)).fetch(url);
  return response.body as ReadableStream<Uint8Array>;
}

const recheck_ms = 3000;
const rechecks_max = 300; // a quarter of an hour: a client that comes back is authorised anew

async function is_still_allowed(world: World, check: readonly Statement[]): Promise<boolean> {
  if (check.length === 0) return true;
  const { result } = await sql_effect({ kind: 1, mode: 0, statements: [...check] }, world);
  return result.kind !== "failed" || result.failure === Failure.unavailable;
}

const ends = (chunk: Uint8Array): boolean => /^event: end$/m.test(text_of(chunk));
const is_comment = (chunk: Uint8Array): boolean => !text_of(chunk).includes("data: ");

// All channels of a subscription as one stream, behind its first events. It ends behind the event `end`, and when the caller is
// no longer allowed: that is asked before each message is written, and every few seconds besides.
// Each chunk of a channel is whole messages, or a comment.
export async function subscribe(
  world: World,
  { channels, last_event_id, check }: Subscription,
  first: Uint8Array,
): Promise<ReadableStream<Uint8Array>> {
  const streams = await Promise.all(
    channels.slice(0, channels_max).map((name) => open(world.env, name, last_event_id)),
  );
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const readers = streams.map((stream) => stream.getReader());
  const pump = async (reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> => {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      if (!is_comment(read.value) && !(await is_still_allowed(world, check))) return;
      await writer.write(read.value);
      if (ends(read.value)) return;
    }
  };
  let is_over = false;
  const watch = async (): Promise<void> => {
    for (let left = rechecks_max; left > 0 && !is_over; --left) {
      await new Promise((resolve) => setTimeout(resolve, recheck_ms));
      if (!is_over && !(await is_still_allowed(world, check))) return;
    }
  };
  const follow = async (): Promise<void> => {
    await writer.write(utf8("retry: 3000\n\n"));
    await writer.write(first);
    await Promise.race([...readers.map(pump), watch()]);
  };
  follow()
    .then(
      () => writer.close(),
      () => writer.abort(),
    )
    .catch(() => {})
    .finally(() => {
      is_over = true;
      for (const reader of readers) reader.cancel().catch(() => {});
    });
  return readable;
}
