// The `publish` effect and the other end of it: the Server-Sent Events of a subscription. Channels
// are Durable Objects where they are bound, else they live in this isolate.

import { Failure, type Subscription } from "../frame";
import { Channel } from "../hub";
import type { Publish } from "../types";
import { text_of } from "../wire";
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

// All channels of a subscription as one stream. Each chunk of a channel is whole messages.
export async function subscribe(
  env: Env,
  { channels, last_event_id }: Subscription,
): Promise<ReadableStream<Uint8Array>> {
  const streams = await Promise.all(
    channels.slice(0, channels_max).map((name) => open(env, name, last_event_id)),
  );
  if (streams.length === 1) return streams[0] as ReadableStream<Uint8Array>;
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const pump = async (stream: ReadableStream<Uint8Array>): Promise<void> => {
    for await (const chunk of stream) await writer.write(chunk);
  };
  Promise.race(streams.map(pump))
    .then(
      () => writer.close(),
      () => writer.abort(),
    )
    .catch(() => {});
  return readable;
}
