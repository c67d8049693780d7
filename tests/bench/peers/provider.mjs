// A provider that answers every call at once with the same completion, its usage included. A stream says one token each
// `every_ms` (of its path's query, 10 when it does not say), `tokens` of them, each with the moment at which it was sent.
import { createServer } from "node:http";

const answer = JSON.stringify({
  id: "chatcmpl-1",
  object: "chat.completion",
  created: 1,
  model: "gpt-4o",
  choices: [{ index: 0, message: { role: "assistant", content: "A short answer of some words." }, finish_reason: "stop" }],
  usage: { prompt_tokens: 20, completion_tokens: 8, total_tokens: 28 },
});
const head = { "content-type": "application/json", "content-length": answer.length };

const event = (content) =>
  `data: ${JSON.stringify({ id: "chatcmpl-1", model: "gpt-4o", choices: [{ index: 0, delta: { content } }] })}\n\n`;

function stream(query, response) {
  const every_ms = Number(query.get("every_ms") ?? 10);
  let left = Number(query.get("tokens") ?? 100);
  response.writeHead(200, { "content-type": "text/event-stream" });
  const say = () => {
    response.write(event(`${process.hrtime.bigint()} `));
    if (--left > 0) return;
    clearInterval(timer);
    response.end("data: [DONE]\n\n");
  };
  const timer = setInterval(say, every_ms);
  response.on("close", () => clearInterval(timer));
  say();
}

createServer((request, response) => {
  const query = new URL(request.url, "http://localhost").searchParams;
  if (query.has("tokens")) stream(query, response.on("error", () => {}));
  else request.on("end", () => response.writeHead(200, head).end(answer));
  request.resume();
}).listen(Number(process.argv[2]), "127.0.0.1", 4096);
