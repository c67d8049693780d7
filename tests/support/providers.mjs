// An upstream that speaks the protocols of OpenAI, Anthropic and Gemini by rule: what an answer says and what it used
// follow from the request alone, so that totals are known.
//
// The first user message is the rule, words apart by blanks:
//   words=N        the answer's words (3)
//   tool           calls the first tool that is offered
//   full           ends at the bound of its tokens
//   audio          a quarter of the input is heard, one of the output said (OpenAI's chats)
//   keeps          half of what no cache held goes into one (Anthropic's)
//   status=N       refuses with N; with `once`, only the first call of this text
//   hold           says nothing, or no more than half of a stream, until `let_go`
//   stall=MS       says nothing for so long; with `once`, only the first call of this text
//   after=S        what a refusal says of when to come back (0)
//   late           a stream that says half of its words and then an error event
//   cut            a stream that ends half way, without a word
//   pause=MS       before each piece of a stream
//   meet=N         goes on in the middle of a stream when N streams have come so far
//   whisper        never tells its usage
// Usage: input is 7 + the bytes of that message, output the words and, for a tool, 5 more; a third of the input is
// read from a cache, two of the output are reasoning.

import { createServer } from "node:http";

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export function rule_of(text) {
  const rule = { words: 3 };
  for (const part of text.split(" ")) {
    const [name, value] = part.split("=");
    if (name) rule[name] = value === undefined ? true : Number(value);
  }
  return rule;
}

// What a call with this message uses, in the ledger's terms.
export function used_by(text) {
  const rule = rule_of(text);
  const input = 7 + Buffer.byteLength(text);
  const cached = Math.floor(input / 3);
  const output = rule.words + (rule.tool ? 5 : 0);
  const heard = rule.audio ? Math.floor(input / 4) : 0;
  const kept = rule.keeps ? Math.floor((input - cached) / 2) : 0;
  return { input, cached, output, reasoning: Math.min(2, output), heard, spoken: rule.audio ? Math.min(1, output - 2) : 0, kept };
}

const text_in = (content) => (typeof content === "string" ? content : (content?.find((part) => part.text)?.text ?? ""));
const words_of = (rule) => Array.from({ length: rule.words }, (_, i) => `word${i} `);
const arguments_of = { city: "Oslo" };
// How an answer ended, in a protocol's words for a tool, a bound and an end of its own.
const ending_of = (rule, [of_tool, of_bound, of_end]) => (rule.tool ? of_tool : rule.full ? of_bound : of_end);

// Each protocol: what a call asks for, and how that is said whole, in a stream, and as a refusal.
const chat = {
  asked: (body) => text_in(body.messages?.find(({ role }) => role === "user")?.content),
  streams: (body) => body.stream === true,
  usage: ({ input, cached, output, reasoning, heard, spoken }) => ({
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: cached, audio_tokens: heard },
    completion_tokens_details: { reasoning_tokens: reasoning, audio_tokens: spoken },
  }),
  endings: ["tool_calls", "length", "stop"],
  head: (body) => ({ id: "chatcmpl-1", created: 1_760_000_000, model: body.model }),
  tool: (body) => ({ id: "call_1", type: "function", function: { name: body.tools[0].function.name, arguments: JSON.stringify(arguments_of) } }),
  whole(body, rule, usage) {
    const message = rule.tool
      ? { role: "assistant", content: null, refusal: null, tool_calls: [this.tool(body)] }
      : { role: "assistant", content: words_of(rule).join(""), refusal: null };
    const choice = { index: 0, message, logprobs: null, finish_reason: ending_of(rule, this.endings) };
    return { ...this.head(body), object: "chat.completion", choices: [choice], ...(usage && { usage }), system_fingerprint: "fp_1" };
  },
  *pieces(body, rule, usage) {
    const chunk = (delta, finish_reason = null) => ({
      ...this.head(body),
      object: "chat.completion.chunk",
      choices: [{ index: 0, delta, finish_reason }],
      ...(body.stream_options?.include_usage && { usage: null }),
    });
    yield chunk({ role: "assistant", content: "" });
    if (rule.tool) yield chunk({ tool_calls: [{ index: 0, ...this.tool(body) }] });
    else for (const word of words_of(rule)) yield chunk({ content: word });
    yield chunk({}, ending_of(rule, this.endings));
    if (usage && body.stream_options?.include_usage) yield { ...this.head(body), object: "chat.completion.chunk", choices: [], usage };
  },
  last: "data: [DONE]\n\n",
  event: (piece) => `data: ${JSON.stringify(piece)}\n\n`,
  refusal: (status) => ({ error: { message: `refused with ${status}`, type: status === 429 ? "rate_limit_error" : "server_error", param: null, code: null } }),
};

const responses = {
  asked: (body) => (typeof body.input === "string" ? body.input : text_in(body.input?.[0]?.content)),
  streams: chat.streams,
  usage: ({ input, cached, output, reasoning }) => ({
    input_tokens: input,
    input_tokens_details: { cached_tokens: cached },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: reasoning },
    total_tokens: input + output,
  }),
  part: (text) => ({ type: "output_text", text, annotations: [], logprobs: [] }),
  item: (rule, status, text) => ({ id: "msg_1", type: "message", status, role: "assistant", content: text ? [responses.part(text)] : [] }),
  tool: (body, status, text) => ({ id: "fc_1", type: "function_call", status, call_id: "call_1", name: body.tools?.[0]?.name, arguments: text }),
  endings: ["completed", "incomplete", "completed"],
  whole(body, rule, usage, status = ending_of(rule, this.endings)) {
    const is_over = status !== "in_progress";
    const tool = this.tool(body, status, JSON.stringify(arguments_of));
    const output = !is_over ? [] : [rule.tool ? tool : this.item(rule, status, words_of(rule).join(""))];
    return {
      id: "resp_1", object: "response", created_at: 1_760_000_000, status, model: body.model, output, error: null,
      incomplete_details: status === "incomplete" ? { reason: "max_output_tokens" } : null, instructions: null, metadata: {}, parallel_tool_calls: true, temperature: 1, tool_choice: "auto",
      tools: body.tools ?? [], top_p: 1, usage: is_over ? (usage ?? null) : null,
    };
  },
  *pieces(body, rule, usage) {
    let sequence_number = 0;
    const event = (type, more) => ({ type, sequence_number: sequence_number++, ...more });
    yield event("response.created", { response: this.whole(body, rule, null, "in_progress") });
    yield* rule.tool ? this.tool_pieces(body, event) : this.word_pieces(rule, event);
    yield event(`response.${ending_of(rule, this.endings)}`, { response: this.whole(body, rule, usage) });
  },
  *tool_pieces(body, event) {
    const place = { item_id: "fc_1", output_index: 0 };
    const text = JSON.stringify(arguments_of);
    yield event("response.output_item.added", { output_index: 0, item: this.tool(body, "in_progress", "") });
    for (const delta of [text.slice(0, 5), text.slice(5)]) yield event("response.function_call_arguments.delta", { ...place, delta });
    yield event("response.function_call_arguments.done", { ...place, name: body.tools[0].name, arguments: text });
    yield event("response.output_item.done", { output_index: 0, item: this.tool(body, "completed", text) });
  },
  *word_pieces(rule, event) {
    const place = { item_id: "msg_1", output_index: 0, content_index: 0 };
    const text = words_of(rule).join("");
    yield event("response.output_item.added", { output_index: 0, item: this.item(rule, "in_progress") });
    yield event("response.content_part.added", { ...place, part: this.part("") });
    for (const word of words_of(rule)) yield event("response.output_text.delta", { ...place, delta: word, logprobs: [] });
    yield event("response.output_text.done", { ...place, text, logprobs: [] });
    yield event("response.content_part.done", { ...place, part: this.part(text) });
    yield event("response.output_item.done", { output_index: 0, item: this.item(rule, "completed", text) });
  },
  last: "",
  event: (piece) => `event: ${piece.type}\ndata: ${JSON.stringify(piece)}\n\n`,
  refusal: chat.refusal,
};

const anthropic = {
  asked: (body) => text_in(body.messages?.[0]?.content),
  streams: chat.streams,
  usage: ({ input, cached, output, kept }) => ({
    input_tokens: input - cached - kept,
    cache_creation_input_tokens: kept,
    cache_read_input_tokens: cached,
    cache_creation: { ephemeral_5m_input_tokens: kept, ephemeral_1h_input_tokens: 0 },
    output_tokens: output,
    service_tier: "standard",
  }),
  endings: ["tool_use", "max_tokens", "end_turn"],
  tool: (body, input) => ({ type: "tool_use", id: "toolu_1", name: body.tools[0].name, input }),
  whole(body, rule, usage, content, stop_reason) {
    const said = rule.tool ? this.tool(body, arguments_of) : { type: "text", text: words_of(rule).join("") };
    return {
      id: "msg_1", type: "message", role: "assistant", model: body.model, content: content ?? [said],
      stop_reason: stop_reason === undefined ? ending_of(rule, this.endings) : stop_reason, stop_sequence: null, ...(usage && { usage }),
    };
  },
  *pieces(body, rule, usage) {
    const start = usage ?? { input_tokens: 0, output_tokens: 0 };
    yield { type: "message_start", message: this.whole(body, rule, { ...start, output_tokens: 1 }, [], null) };
    yield { type: "content_block_start", index: 0, content_block: rule.tool ? this.tool(body, {}) : { type: "text", text: "" } };
    yield { type: "ping" };
    const half = JSON.stringify(arguments_of).slice(0, 5);
    const deltas = rule.tool
      ? [half, JSON.stringify(arguments_of).slice(5)].map((partial_json) => ({ type: "input_json_delta", partial_json }))
      : words_of(rule).map((text) => ({ type: "text_delta", text }));
    for (const delta of deltas) yield { type: "content_block_delta", index: 0, delta };
    yield { type: "content_block_stop", index: 0 };
    yield {
      type: "message_delta",
      delta: { stop_reason: ending_of(rule, this.endings), stop_sequence: null },
      usage: { input_tokens: null, cache_creation_input_tokens: null, cache_read_input_tokens: null, output_tokens: start.output_tokens },
    };
    yield { type: "message_stop" };
  },
  last: "",
  event: (piece) => `event: ${piece.type}\ndata: ${JSON.stringify(piece)}\n\n`,
  refusal: (status) => ({
    type: "error",
    error: { type: status === 429 ? "rate_limit_error" : "api_error", message: `refused with ${status}` },
    request_id: "req_1",
  }),
};

const gemini = {
  asked: (body) => text_in(body.contents?.[0]?.parts),
  streams: (_, action) => action === "streamGenerateContent",
  usage: ({ input, cached, output, reasoning }) => ({
    promptTokenCount: input,
    cachedContentTokenCount: cached,
    candidatesTokenCount: output - reasoning,
    thoughtsTokenCount: reasoning,
    totalTokenCount: input + output,
  }),
  endings: ["STOP", "MAX_TOKENS", "STOP"],
  chunk: (parts, usage, finishReason) => ({
    candidates: [{ content: { parts, role: "model" }, index: 0, ...(finishReason && { finishReason }) }],
    ...(usage && { usageMetadata: usage }),
    modelVersion: "gemini-by-rule",
    responseId: "r1",
  }),
  // Clients write it either way.
  tools: ({ tools: [first] }) => first.functionDeclarations ?? first.function_declarations,
  parts: (body, rule) => [
    rule.tool
      ? { functionCall: { name: gemini.tools(body)[0].name, args: arguments_of } }
      : { text: words_of(rule).join("") },
  ],
  whole(body, rule, usage) {
    return this.chunk(this.parts(body, rule), usage, ending_of(rule, this.endings));
  },
  *pieces(body, rule, usage) {
    const early = usage && { ...usage, candidatesTokenCount: 1, totalTokenCount: usage.promptTokenCount + 1 };
    if (rule.tool) yield this.chunk(this.parts(body, rule), early);
    else for (const text of words_of(rule)) yield this.chunk([{ text }], early);
    yield this.chunk([{ text: "" }], usage, ending_of(rule, this.endings));
  },
  last: "",
  event: (piece) => `data: ${JSON.stringify(piece)}\r\n\r\n`,
  refusal: (code) => ({ error: { code, message: `refused with ${code}`, status: code === 429 ? "RESOURCE_EXHAUSTED" : "INTERNAL" } }),
};

const embeddings = {
  ...chat,
  asked: (body) => [body.input].flat()[0],
  streams: () => false,
  whole: (body, rule, usage) => ({
    object: "list",
    data: [{ object: "embedding", index: 0, embedding: body.encoding_format === "base64" ? "AACAPwAAAEA=" : [1, 2] }],
    model: body.model,
    usage: { prompt_tokens: usage.prompt_tokens, total_tokens: usage.prompt_tokens },
  }),
};

const calls = { "/v1/chat/completions": chat, "/v1/responses": responses, "/v1/embeddings": embeddings, "/v1/messages": anthropic };
const count = { asked: () => "", streams: () => false, usage: () => null, refusal: anthropic.refusal };
calls["/v1/moderations"] = { ...count, refusal: chat.refusal, whole: (body) => ({ id: "modr-1", model: body.model, results: [{ flagged: false }] }) };
calls["/v1/messages/count_tokens"] = { ...count, whole: () => ({ input_tokens: 42 }) };
const of_gemini = {
  generateContent: gemini,
  streamGenerateContent: gemini,
  embedContent: { ...gemini, streams: () => false, whole: () => ({ embedding: { values: [1, 2] } }) },
  batchEmbedContents: { ...gemini, streams: () => false, whole: ({ requests }) => ({ embeddings: requests.map(() => ({ values: [1, 2] })) }) },
  countTokens: { ...gemini, streams: () => false, whole: () => ({ totalTokens: 42 }) },
};
const known = { id: "by-rule", object: "model", type: "model", created: 1, display_name: "By rule" };
const known_to_gemini = { name: "models/by-rule" };
const read_of = (path, is_gemini) =>
  ({
    models: is_gemini ? { models: [known_to_gemini] } : { object: "list", data: [known], has_more: false },
    "models/by-rule": is_gemini ? known_to_gemini : known,
  })[path.replace(/^\/v1(beta)?\//, "")];

export class Providers {
  received = []; // {path, query, headers, body, at_ms}
  left = 0; // callers who left in the middle of a stream
  #refused = new Set();
  #meeting = []; // what goes on when enough have met
  #held = Promise.withResolvers();

  // `shows_secrets`: each answer has the secret that came with its call in a header.
  constructor({ shows_secrets = false } = {}) {
    this.shows_secrets = shows_secrets;
    // Longer than any client keeps a connection, as with providers: none is closed under a call.
    this.server = createServer({ keepAliveTimeout: 600_000 }, (request, response) => this.#take(request, response).catch(() => response.destroy()));
  }
  async start() {
    await new Promise((resolve) => this.server.listen(0, "127.0.0.1", 4096, resolve));
    this.port = this.server.address().port;
    this.url = `http://127.0.0.1:${this.port}`;
    return this;
  }
  stop() {
    this.server.closeAllConnections();
    this.server.close();
  }
  // All that is held goes on; what comes later is held anew.
  let_go() {
    this.#held.resolve();
    this.#held = Promise.withResolvers();
  }
  // What lets a host call this.
  environment() {
    return { ARRIS_ALLOW_PRIVATE_HOSTS: `127.0.0.1:${this.port}` };
  }

  async #take(request, response) {
    const bytes = [];
    for await (const part of request) bytes.push(part);
    const { pathname: path, search: query } = new URL(request.url, this.url);
    const [, model, action] = /^\/v1(?:beta)?\/models\/([^:]+):(\w+)$/.exec(path) ?? [];
    const body = bytes.length > 0 ? JSON.parse(Buffer.concat(bytes)) : {};
    this.received.push({ path, query, headers: request.headers, body, at_ms: performance.now() });
    const headers = { "content-type": "application/json", "x-request-id": "req_1", "request-id": "req_1", "x-ratelimit-remaining-requests": "41" };
    const sent = request.headers;
    if (this.shows_secrets) headers["x-shown-secret"] = sent.authorization ?? sent["x-api-key"] ?? sent["x-goog-api-key"] ?? "";
    const read = request.method === "GET" && read_of(path, "x-goog-api-key" in sent);
    if (read) return response.writeHead(200, headers).end(JSON.stringify(read));
    const protocol = model ? of_gemini[action] : calls[path];
    if (!protocol) return response.writeHead(404, headers).end(JSON.stringify({ error: { message: `no such path: ${path}` } }));
    if (model) body.model = decodeURIComponent(model);
    const text = protocol.asked(body);
    const rule = rule_of(text);
    const is_over = rule.once && this.#refused.has(text);
    this.#refused.add(text);
    if (rule.stall && !is_over) await sleep(rule.stall);
    if (rule.hold && !protocol.streams(body, action)) await this.#held.promise;
    if (rule.status && !is_over) {
      return response.writeHead(rule.status, { ...headers, "retry-after": String(rule.after ?? 0) }).end(JSON.stringify(protocol.refusal(rule.status)));
    }
    const usage = rule.whisper ? null : protocol.usage(used_by(text));
    if (protocol.streams(body, action)) return this.#stream(protocol, body, rule, usage, response, headers);
    if (rule.pause) await sleep(rule.pause);
    response.writeHead(200, headers).end(JSON.stringify(protocol.whole(body, rule, usage)));
  }

  async #stream(protocol, body, rule, usage, response, headers) {
    response.writeHead(200, { ...headers, "content-type": "text/event-stream" });
    response.on("close", () => (this.left += response.writableFinished ? 0 : 1));
    const pieces = [...protocol.pieces(body, rule, usage)];
    const most = rule.late || rule.cut ? pieces.length >> 1 : pieces.length;
    for (const piece of pieces.slice(0, most)) {
      if (response.destroyed) return;
      response.write(protocol.event(piece));
      if (rule.pause) await sleep(rule.pause);
      if (rule.meet && piece === pieces[most >> 1]) await this.#meet(rule.meet);
      if (rule.hold && piece === pieces[most >> 1]) await this.#held.promise;
    }
    if (rule.cut) return response.destroy();
    const error = rule.late && { type: "error", ...protocol.refusal(500) };
    response.end(error ? protocol.event(error) : protocol.last);
  }

  async #meet(many) {
    const all_here = new Promise((resolve) => this.#meeting.push(resolve));
    if (this.#meeting.length === many) this.#meeting.splice(0).forEach((go_on) => go_on());
    await all_here;
  }
}
