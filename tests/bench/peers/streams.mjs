// node streams.mjs URL STREAMS [KEY]: opens so many streams of chat at once and reads them to their end. Prints a line when each
// has said its first token, and at the end how long tokens took on their way, in microseconds.
import { Agent, request } from "node:http";

const [url, streams, key] = process.argv.slice(2);
const body = JSON.stringify({ model: "gpt-4o", stream: true, messages: [{ role: "user", content: "word ".repeat(20) }] });
const headers = { "content-type": "application/json", "content-length": body.length };
if (key) headers.authorization = `Bearer ${key}`;
const agent = new Agent({ maxSockets: Infinity });
const delays_us = [];
let open = 0;

function read(response, done) {
  let is_first = true;
  response.on("data", (bytes) => {
    const now = process.hrtime.bigint();
    for (const [, sent] of bytes.toString().matchAll(/"content":"(\d+) "/g)) {
      if (!is_first) delays_us.push(Number(now - BigInt(sent)) / 1000);
      else if (++open === Number(streams)) console.log(JSON.stringify({ open }));
      is_first = false;
    }
  });
  response.on("end", done).on("error", done);
}

const one = () =>
  new Promise((resolve, reject) => {
    const call = request(url, { method: "POST", agent, headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${response.statusCode}`));
      read(response, resolve);
    });
    call.on("error", reject);
    call.end(body);
  });

await Promise.all(Array.from({ length: Number(streams) }, one));
delays_us.sort((a, b) => a - b);
const at = (share) => delays_us[Math.floor(share * (delays_us.length - 1))];
console.log(JSON.stringify({ tokens: delays_us.length, p50_us: at(0.5), p99_us: at(0.99) }));
