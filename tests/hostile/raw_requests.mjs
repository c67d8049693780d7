// Requests as bytes, mutated. Each closes with a request whose answer is known, so that what a server took for the
// end of the first shows.

const nul = "\0";
const long = (count) => "a".repeat(count);
const host = "host: 127.0.0.1\r\n";
const json = "content-type: application/json\r\n";
const body = '{"email":"a@example.com","password":"x"}';
const post = (headers, content = body) => `POST /api/v1/auth/login HTTP/1.1\r\n${host}${json}${headers}\r\n${content}`;

// A body that would be a request if the server took another length for it.
export const inner = `GET /smuggled HTTP/1.1\r\n${host}\r\n`;

// "desync": two readings of the length; its inner request must never be answered.
export const desyncs = [
  () => post(`content-length: 4\r\ntransfer-encoding: chunked\r\n`, `0\r\n\r\n${inner}`),
  () => post(`transfer-encoding: chunked\r\ncontent-length: ${inner.length + 5}\r\n`, `0\r\n\r\n${inner}`),
  () => post(`content-length: 0\r\ncontent-length: ${inner.length}\r\n`, inner),
  () => post(`content-length: ${inner.length}\r\ncontent-length: 0\r\n`, inner),
  () => post(`content-length: 0, ${inner.length}\r\n`, inner),
  () => post(`content-length: +${inner.length}\r\n`, inner),
  () => post(`content-length: -1\r\n`, inner),
  () => post(`content-length: 0x10\r\n`, inner),
  () => post(`content-length: 1e2\r\n`, inner),
  () => post(`content-length: 99999999999999999999999\r\n`, inner),
  () => post(`content-length : 0\r\n`, inner),
  () => post(`content-length:\r\n`, inner),
  () => post(`transfer-encoding: xchunked\r\n`, `0\r\n\r\n${inner}`),
  () => post(`transfer-encoding: chunked, identity\r\n`, `0\r\n\r\n${inner}`),
  () => post(`transfer-encoding: identity\r\n`, inner),
  () => post(`transfer-encoding:\tchunked\r\ncontent-length: 3\r\n`, `0\r\n\r\n${inner}`),
  () => post(`transfer-encoding : chunked\r\n`, `0\r\n\r\n${inner}`),
  () => post(`transfer-encoding: chunked\r\ntransfer-encoding: identity\r\n`, `0\r\n\r\n${inner}`),
  () => post(`x: y\r\n transfer-encoding: chunked\r\n`, `0\r\n\r\n${inner}`),
  () => post(`x: y\ntransfer-encoding: chunked\r\n`, `0\r\n\r\n${inner}`),
  () => post(`transfer-encoding: chunked\r\n`, `-1\r\n\r\n${inner}`),
  () => post(`transfer-encoding: chunked\r\n`, `0x0\r\n\r\n${inner}`),
  () => post(`transfer-encoding: chunked\r\n`, `ffffffffffffffff1\r\n${inner}`),
  () => post(`transfer-encoding: chunked\r\n`, `1\r\nab\r\n0\r\n\r\n${inner}`),
  () => post(`transfer-encoding: chunked\r\n`, `1;x=${long(70_000)}\r\na\r\n0\r\n\r\n${inner}`),
  () => post(`transfer-encoding: chunked\r\n`, `1\na\n0\n\n${inner}`),
];

export const odd = [
  () => "GET /\r\n\r\n",
  () => "GET\r\n\r\n",
  () => "\r\n\r\n\r\n",
  () => `GET /healthz HTTP/9.9\r\n${host}\r\n`,
  () => `GET /healthz HTTP/1.0\r\n\r\n`,
  () => `GET /healthz HTTP/1.1\r\n\r\n`,
  () => `GET /healthz HTTP/1.1\r\n${host}${host}\r\n`,
  () => `GET http://evil.example/healthz HTTP/1.1\r\n${host}\r\n`,
  () => `GET //evil.example/healthz HTTP/1.1\r\n${host}\r\n`,
  () => `CONNECT evil.example:443 HTTP/1.1\r\n${host}\r\n`,
  () => `OPTIONS * HTTP/1.1\r\n${host}\r\n`,
  () => `TRACE / HTTP/1.1\r\n${host}\r\n`,
  () => `G${nul}T /healthz HTTP/1.1\r\n${host}\r\n`,
  () => `GET /${nul} HTTP/1.1\r\n${host}\r\n`,
  () => `GET /%00 HTTP/1.1\r\n${host}\r\n`,
  () => `GET /..%2f..%2fetc/passwd HTTP/1.1\r\n${host}\r\n`,
  () => `GET /../../etc/passwd HTTP/1.1\r\n${host}\r\n`,
  () => `GET /api/v1/errors/%c0%af HTTP/1.1\r\n${host}\r\n`,
  () => `GET /api/v1/errors/%zz HTTP/1.1\r\n${host}\r\n`,
  () => `GET /api/v1/errors?${"q=a&".repeat(5000)} HTTP/1.1\r\n${host}\r\n`,
  () => `GET /${long(70_000)} HTTP/1.1\r\n${host}\r\n`,
  () => `GET /healthz HTTP/1.1\r\n${host}x: ${long(70_000)}\r\n\r\n`,
  () => `GET /healthz HTTP/1.1\r\n${host}${"x: y\r\n".repeat(10_000)}\r\n`,
  () => `GET /healthz HTTP/1.1\r\n${host}x y: z\r\n\r\n`,
  () => `GET /healthz HTTP/1.1\r\n${host}: z\r\n\r\n`,
  () => `GET /healthz HTTP/1.1\r\n${host}x: a\r\n b\r\n\r\n`,
  () => `GET /healthz HTTP/1.1\r\n${host}x: a${nul}b\r\n\r\n`,
  () => `GET /healthz HTTP/1.1\r\n${host}x: a\rb\r\n\r\n`,
  () => `GET /healthz HTTP/1.1\n${host}\n\n`,
  () => `GET  /healthz  HTTP/1.1\r\n${host}\r\n`,
  () => `GET\t/healthz\tHTTP/1.1\r\n${host}\r\n`,
  () => `GET /healthz HTTP/1.1\r\n${host}expect: 200-maybe\r\ncontent-length: 1\r\n\r\na`,
  () => `GET /healthz HTTP/1.1\r\n${host}connection: ${long(5000)}\r\n\r\n`,
  () => `GET /healthz HTTP/1.1\r\n${host}upgrade: websocket\r\nconnection: upgrade\r\n\r\n`,
  () => `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n`,
  () => post(`content-length: ${body.length}\r\n`),
  () => post(`content-length: ${body.length}\r\ncontent-encoding: gzip\r\n`),
  () => post(`content-length: ${body.length}\r\ncontent-encoding: br, br, br\r\n`),
  () => post(`transfer-encoding: chunked\r\n`, `${body.length.toString(16)}\r\n${body}\r\n0\r\nx: y\r\n\r\n`),
  () => post(`content-length: 99999999\r\n`, ""),
  () => `GET /api/v1/auth/session HTTP/1.1\r\n${host}authorization: Bearer ${long(9000)}\r\n\r\n`,
  () => `GET /api/v1/auth/session HTTP/1.1\r\n${host}cookie: ${"a=b; ".repeat(3000)}\r\n\r\n`,
];

const splices = ["\r\n", "\n", "\r", nul, " ", "\t", ":", "%", "\x7f", "\xff", ";", ",", "0", "chunked", "HTTP/1.1"];

// A few bytes replaced, removed, repeated or put in, seldom in the body.
export function mutated(text, random) {
  let bytes = text;
  const times = 1 + Math.floor(random() * 3);
  for (let i = 0; i < times; ++i) {
    const at = Math.floor(random() * Math.min(bytes.length, 400));
    const kind = random();
    if (kind < 0.35) bytes = bytes.slice(0, at) + splices[Math.floor(random() * splices.length)] + bytes.slice(at);
    else if (kind < 0.55) bytes = bytes.slice(0, at) + String.fromCharCode(random() * 256) + bytes.slice(at + 1);
    else if (kind < 0.75) bytes = bytes.slice(0, at) + bytes.slice(at + 1 + Math.floor(random() * 8));
    else if (kind < 0.9) bytes = bytes.slice(0, at) + bytes.slice(at, at + 30) + bytes.slice(at);
    else bytes = bytes.slice(0, at);
  }
  return bytes;
}
