// Server-Sent Events over fetch: an EventSource can't send the access token.
import { ask } from "./reach";
import { leaving_settled, live_session, refresh, whose } from "./session";
import { counted } from "./under-way";

export type Heard = { event: string; data: string; id: string };
export type Stream = {
  path: string;
  last_id: string;
  signal: AbortSignal;
  whose?: string; // under a session of nobody else
  opened?: () => void;
};

const late_ms = 60_000; // past the end of its token, a stream that has not ended is given up

export function read_event(block: string): Heard {
  const heard: Heard = { event: "message", data: "", id: "" };
  for (const line of block.split("\n")) {
    const at = line.indexOf(":");
    const name = line.slice(0, at);
    const value = line.slice(at + 1).replace(/^ /, "");
    if (name === "data") heard.data += value;
    else if (name === "event" || name === "id") heard[name] = value;
  }
  return heard;
}

export async function read_stream(body: ReadableStream<Uint8Array>, tell: (one: Heard) => void) {
  const reader = body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .getReader();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (text + value).split("\n\n");
    text = blocks.pop() ?? "";
    blocks
      .map(read_event)
      .filter(({ data }) => data !== "")
      .forEach(tell);
  }
}

// Until the stream ends, or the token under which it was asked for; true when nothing more will come.
export async function follow(stream: Stream, take: (one: Heard) => void): Promise<boolean> {
  await leaving_settled();
  const session = await live_session();
  if (!session || (stream.whose ?? whose(session)) !== whose(session)) return false;
  const headers: Record<string, string> = { authorization: `Bearer ${session.token}` };
  if (stream.last_id) headers["last-event-id"] = stream.last_id;
  const ends = AbortSignal.timeout(session.ends_at_ms - Date.now() + late_ms);
  const signal = AbortSignal.any([stream.signal, ends]);
  const answer = await counted(ask(stream.path, { headers, signal }));
  if (answer.status === 401) await refresh(); // a token that a change of role made old
  if (!answer.ok || !answer.body) return answer.status === 204;
  stream.opened?.();
  await read_stream(answer.body, take);
  return false;
}
