// Transcripts: what a host answered, with the values that may differ between hosts replaced by names. An id gets a
// number at its first sight, so that a swapped or a lost id still shows.

// Not `vary`: one host compresses by itself, for the other its edge does.
const shown_headers = [
  "access-control-allow-headers",
  "access-control-allow-methods",
  "access-control-allow-origin",
  "access-control-expose-headers",
  "access-control-max-age",
  "allow",
  "cache-control",
  "content-security-policy",
  "content-type",
  "cross-origin-resource-policy",
  "etag",
  "idempotency-replayed",
  "ratelimit-policy",
  "referrer-policy",
  "retry-after",
  "set-cookie",
  "strict-transport-security",
  "www-authenticate",
  "x-content-type-options",
  "x-frame-options",
  "x-sentry-error",
  "x-sentry-rate-limits",
];

const secrets = "access_token|key|shown|last4|refresh_token|public_key|dsn|next_cursor|kid|secret|x|request_id|trace_id|hash";

export class Mask {
  ids = new Map();

  id(text) {
    if (!this.ids.has(text)) this.ids.set(text, `<id ${this.ids.size + 1}>`);
    return this.ids.get(text);
  }

  body(text) {
    return text
      .replace(new RegExp(`"(${secrets})":"[^"]*"`, "g"), '"$1":"<$1>"')
      .replace(/"([a-z_]*at_ms|held_until_ms|previous_until_ms|from_ms|to_ms|number|unsealed|sequence|checked)":\d+/g, '"$1":"<$1>"')
      .replace(/"base_url":"http:\/\/127\.0\.0\.1:\d{4,5}"/g, '"base_url":"<upstream>"')
      .replace(/"waited_ms":\d+,"duration_ms":\d+/g, '"waited_ms":"<waited_ms>","duration_ms":"<duration_ms>"')
      .replace(/("first_byte_ms":\d+,"duration_ms"):\d+/g, '$1:"<duration_ms>"')
      .replace(/("finished_at_ms":[^,]*,"duration_ms"):\d+/g, '$1:"<duration_ms>"')
      .replace(/"(first_byte_ms|average_first_byte_ms|p50_ms|p95_ms|p99_ms|mean_ms)":\d+/g, '"$1":"<$1>"')
      .replace(/^(<id \d+>|[0-9a-f-]{36}),([^,\n]*),\d{13},/gm, "$1,$2,<at_ms>,") // a row of the ledger's export
      .replace(/^\d+,([0-9a-f-]{36}),\d{13},(.*),(?:[0-9a-f]{64})?,([^,\n]*)$/gm, "<sequence>,$1,<at_ms>,$2,<hash>,$3") // of the audit log's
      .replace(/"series":\[\{[^\]]*"cost_nano_usd":\d+\}\]/g, '"series":"<costs>"') // as many as the clock makes
      .replace(/"hash":null/g, '"hash":"<hash>"') // not sealed yet
      .replace(/"head":(null|\{[^}]*\})/g, '"head":"<head>"')
      .replace(/"sparkline":\[([\d,]*)\]/g, (_, hours) => `"sparkline":"<sum ${sum(hours)}>"`)
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (uuid) => this.id(uuid))
      .replace(/"ids":\[([^\]]*)\]/g, (_, ids) => `"ids":[${ids.split(",").sort()}]`); // these come sorted by id
  }

  header(name, value) {
    if (name === "retry-after") return "<seconds>";
    if (name === "set-cookie") return value.replace(/=[^;]+/, "=<secret>");
    return this.body(value);
  }

  answer(answer) {
    const headers = shown_headers
      .filter((name) => answer.headers.has(name))
      .map((name) => `${name}: ${this.header(name, answer.headers.get(name))}`);
    return [answer.status, ...headers, this.body(answer.text)].join("\n");
  }
}

const sum = (hours) => hours.split(",").reduce((total, hour) => total + Number(hour), 0);
