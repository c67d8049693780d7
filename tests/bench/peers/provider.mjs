// A provider that answers every call at once with the same completion, its usage included.
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

createServer((request, response) => {
  request.resume();
  request.on("end", () => response.writeHead(200, head).end(answer));
}).listen(Number(process.argv[2]), "127.0.0.1");
