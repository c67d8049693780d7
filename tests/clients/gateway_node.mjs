// node gateway_node.mjs [URL KEY]…: calls of the official clients through the gateway at each URL, each client with its
// own `arris-agent`. Prints a line of JSON for each: what its answers say that they used.

import assert from "node:assert/strict";
import Anthropic from "@anthropic-ai/sdk";
import { createOpenAI } from "@ai-sdk/openai";
import { GoogleGenAI } from "@google/genai";
import { generateText, jsonSchema, streamText, tool } from "ai";
import OpenAI from "openai";

const model = "by-rule";
const schema = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
const at_once = 20;
const said = (count) => Array.from({ length: count }, (_, i) => `word${i} `).join("");
const headers_of = (agent) => ({ "arris-agent": agent });

class Sum {
  constructor(url, agent) {
    Object.assign(this, { url, agent, calls: 0, input: 0, output: 0 });
  }
  add(input, output) {
    this.calls += 1;
    this.input += input;
    this.output += output;
  }
  print() {
    console.log(JSON.stringify(this));
  }
}

// The class of what a call throws.
async function error_of(call) {
  try {
    await call();
  } catch (error) {
    return error;
  }
  assert.fail("no error");
}

async function openai(url, apiKey) {
  const sum = new Sum(url, "node-openai");
  const client = new OpenAI({ apiKey, baseURL: `${url}/openai/v1`, defaultHeaders: headers_of(sum.agent), maxRetries: 2 });
  const ask = (content, more = {}) => client.chat.completions.create({ model, messages: [{ role: "user", content }], ...more });
  const took = (usage) => sum.add(usage.prompt_tokens, usage.completion_tokens);
  const tools = [{ type: "function", function: { name: "weather", parameters: schema } }];

  const plain = await ask("words=4 plain");
  assert.equal(plain.choices[0].message.content, said(4));
  took(plain.usage);
  let text = "";
  for await (const chunk of await ask("words=5 stream", { stream: true, stream_options: { include_usage: true } })) {
    text += chunk.choices[0]?.delta.content ?? "";
    if (chunk.usage) took(chunk.usage);
  }
  assert.equal(text, said(5));
  const quiet = [];
  for await (const chunk of await ask("words=6 quiet", { stream: true })) quiet.push(chunk);
  assert.ok(quiet.every((chunk) => chunk.choices.length === 1 && !chunk.usage), "a chunk of usage that nobody asked for");
  const told = await ask("words=6 quiet");
  took(told.usage);
  took(told.usage); // of the stream that did not say it: the same by the rule
  const called = await ask("tool", { tools });
  assert.equal(called.choices[0].message.tool_calls[0].function.arguments, '{"city":"Oslo"}');
  took(called.usage);
  const streamed = await client.chat.completions
    .stream({ model, messages: [{ role: "user", content: "tool streamed" }], tools, stream_options: { include_usage: true } })
    .finalChatCompletion();
  assert.equal(streamed.choices[0].message.tool_calls[0].function.name, "weather");
  took(streamed.usage);

  const full = await ask("words=4 full audio");
  assert.equal(full.choices[0].finish_reason, "length");
  assert.ok(full.usage.prompt_tokens_details.audio_tokens > 0 && full.usage.completion_tokens_details.audio_tokens > 0);
  took(full.usage);

  const respond = (input, more = {}) => client.responses.create({ model, input, ...more });
  const took_response = ({ usage }) => sum.add(usage.input_tokens, usage.output_tokens);
  const response = await respond("words=3 response");
  assert.equal(response.output_text, said(3));
  took_response(response);
  for await (const event of await respond("words=7 response", { stream: true })) if (event.type === "response.completed") took_response(event.response);
  const bounded = await respond("words=3 full response");
  assert.deepEqual(bounded.incomplete_details, { reason: "max_output_tokens" });
  took_response(bounded);
  const bounded_stream = await client.responses.stream({ model, input: "words=5 full response" }).finalResponse();
  assert.equal(bounded_stream.status, "incomplete");
  took_response(bounded_stream);
  const embedded = await client.embeddings.create({ model, input: "words=0 embedded" });
  assert.deepEqual([...embedded.data[0].embedding], [1, 2]);
  sum.add(embedded.usage.prompt_tokens, 0);
  const listed = [];
  for await (const one of client.models.list()) listed.push(one.id);
  assert.deepEqual(listed, [model]);

  assert.equal((await client.models.retrieve(model)).id, model);
  assert.equal((await client.moderations.create({ model, input: "x" })).results[0].flagged, false);

  const image = await error_of(() => client.images.generate({ model, prompt: "x" }));
  assert.ok(image instanceof OpenAI.NotFoundError, String(image));
  assert.match(image.message, /^404 There is nothing here; this server answers POST \/openai\/v1\/chat\/completions, /);

  took((await ask("status=429 once words=2 node")).usage); // tried again by the client
  took_response(await respond("status=503 once words=2 node"));
  for await (const event of await respond("status=500 once words=2 node", { stream: true })) if (event.type === "response.completed") took_response(event.response);
  const limited = await error_of(() => ask("status=429 node", {}));
  assert.ok(limited instanceof OpenAI.RateLimitError, String(limited));
  assert.equal(limited.requestID, "req_1");
  assert.ok((await error_of(() => ask("status=500"))) instanceof OpenAI.InternalServerError);
  const stranger = new OpenAI({ apiKey: "arris_sk_none", baseURL: `${url}/openai/v1`, maxRetries: 0 });
  assert.ok((await error_of(() => stranger.models.list())) instanceof OpenAI.AuthenticationError);
  const late_client = client.withOptions({ defaultHeaders: headers_of("node-late") });
  const late = late_client.chat.completions.create({ model, stream: true, messages: [{ role: "user", content: "words=8 late" }] });
  assert.ok((await error_of(async () => {
    for await (const _ of await late);
  })) instanceof OpenAI.APIError);

  const many = await Promise.all(Array.from({ length: at_once }, (_, i) => ask(`words=${i % 7} number ${i}`)));
  for (const one of many) took(one.usage);
  const streams = Array.from({ length: at_once }, async (_, i) => {
    for await (const chunk of await ask(`words=${i % 9} stream ${i}`, { stream: true, stream_options: { include_usage: true } })) if (chunk.usage) took(chunk.usage);
  });
  await Promise.all(streams);
  sum.print();
}

async function anthropic(url, apiKey) {
  const sum = new Sum(url, "node-anthropic");
  const client = new Anthropic({ apiKey, baseURL: `${url}/anthropic`, defaultHeaders: headers_of(sum.agent) });
  const ask = (content, more = {}) => client.messages.create({ model, max_tokens: 99, messages: [{ role: "user", content }], ...more });
  const took = ({ input_tokens, cache_read_input_tokens, cache_creation_input_tokens, output_tokens }) =>
    sum.add(input_tokens + cache_read_input_tokens + cache_creation_input_tokens, output_tokens);
  const tools = [{ name: "weather", input_schema: schema }];

  const plain = await ask("words=4 plain");
  assert.equal(plain.content[0].text, said(4));
  took(plain.usage);
  const streamed = await client.messages.stream({ model, max_tokens: 99, messages: [{ role: "user", content: "words=5 stream" }] }).finalMessage();
  assert.equal(streamed.content[0].text, said(5));
  took(streamed.usage);
  const called = await ask("tool", { tools });
  assert.deepEqual(called.content[0].input, { city: "Oslo" });
  took(called.usage);
  const called_late = await client.messages.stream({ model, max_tokens: 99, tools, messages: [{ role: "user", content: "tool stream" }] }).finalMessage();
  assert.deepEqual(called_late.content[0].input, { city: "Oslo" });
  took(called_late.usage);
  const kept = await client.messages.stream({ model, max_tokens: 5, messages: [{ role: "user", content: "words=5 full keeps" }] }).finalMessage();
  assert.equal(kept.stop_reason, "max_tokens");
  assert.ok(kept.usage.cache_creation_input_tokens > 0);
  took(kept.usage);
  const beta = await client.beta.messages.create({ model, max_tokens: 9, betas: ["some-beta"], messages: [{ role: "user", content: "words=2 beta" }] });
  took(beta.usage);
  assert.equal((await client.messages.countTokens({ model, messages: [{ role: "user", content: "x" }] })).input_tokens, 42);
  assert.equal((await client.models.retrieve(model)).display_name, "By rule");
  const listed = [];
  for await (const one of client.models.list()) listed.push(one.id);
  assert.deepEqual(listed, [model]);
  const file = await error_of(() => client.beta.files.list());
  assert.ok(file instanceof Anthropic.NotFoundError, String(file));
  assert.match(file.error.error.message, /this server answers POST \/anthropic\/v1\/messages, /);
  took((await ask("status=529 once words=2 node")).usage);
  const limited = await error_of(() => ask("status=429"));
  assert.ok(limited instanceof Anthropic.RateLimitError, String(limited));
  assert.equal(limited.requestID, "req_1");
  const late = client.withOptions({ defaultHeaders: headers_of("node-late") });
  const broken = await error_of(() => late.messages.stream({ model, max_tokens: 9, messages: [{ role: "user", content: "words=9 late" }] }).finalMessage());
  assert.ok(broken instanceof Anthropic.APIError, String(broken));
  const many = await Promise.all(Array.from({ length: at_once }, (_, i) => ask(`words=${i % 7} number ${i}`)));
  for (const one of many) took(one.usage);
  sum.print();
}

async function genai(url, apiKey) {
  const sum = new Sum(url, "node-genai");
  const client = new GoogleGenAI({ apiKey, httpOptions: { baseUrl: `${url}/gemini`, headers: headers_of(sum.agent) } });
  const took = ({ promptTokenCount, candidatesTokenCount, thoughtsTokenCount }) => sum.add(promptTokenCount, candidatesTokenCount + thoughtsTokenCount);
  const ask = (contents, config = {}) => client.models.generateContent({ model, contents, config });
  const plain = await ask("words=4 plain");
  assert.equal(plain.text, said(4));
  took(plain.usageMetadata);
  let last;
  let text = "";
  for await (const chunk of await client.models.generateContentStream({ model, contents: "words=5 stream" })) {
    text += chunk.text ?? "";
    last = chunk.usageMetadata;
  }
  assert.equal(text, said(5));
  took(last);
  for await (const chunk of await client.models.generateContentStream({ model, contents: "words=4 full" })) last = chunk;
  assert.equal(last.candidates[0].finishReason, "MAX_TOKENS");
  took(last.usageMetadata);
  const tools = [{ functionDeclarations: [{ name: "weather", parametersJsonSchema: schema }] }];
  const called = await ask("tool", { tools });
  assert.deepEqual(called.functionCalls[0].args, { city: "Oslo" });
  took(called.usageMetadata);
  const calls = [];
  for await (const chunk of await client.models.generateContentStream({ model, contents: "tool stream", config: { tools } })) {
    calls.push(...(chunk.functionCalls ?? []));
    last = chunk.usageMetadata;
  }
  assert.deepEqual(calls.map(({ args }) => args), [{ city: "Oslo" }]);
  took(last);
  assert.equal((await client.models.countTokens({ model, contents: "x" })).totalTokens, 42);
  assert.equal((await client.models.get({ model })).name, `models/${model}`);
  const listed = [];
  for await (const one of await client.models.list()) listed.push(one.name);
  assert.deepEqual(listed, [`models/${model}`]);
  const file = await error_of(() => client.files.list());
  assert.equal(file.status, 404, String(file));
  assert.match(file.message, /this server answers POST \/gemini\/v1beta\/models/);
  const limited = await error_of(() => ask("status=429"));
  assert.equal(limited.status, 429, String(limited));
  const many = await Promise.all(Array.from({ length: at_once }, (_, i) => ask(`words=${i % 7} number ${i}`)));
  for (const one of many) took(one.usageMetadata);
  sum.print();
}

async function ai(url, apiKey) {
  const sum = new Sum(url, "node-ai");
  const provider = createOpenAI({ apiKey, baseURL: `${url}/openai/v1`, headers: headers_of(sum.agent) });
  const tools = { weather: tool({ inputSchema: jsonSchema(schema) }) };
  for (const one of [provider.chat(model), provider.responses(model)]) {
    const took = ({ inputTokens, outputTokens }) => sum.add(inputTokens, outputTokens);
    const plain = await generateText({ model: one, prompt: "words=4 ai" });
    assert.equal(plain.text, said(4));
    took(plain.usage);
    const streamed = streamText({ model: one, prompt: "words=5 ai stream" });
    assert.equal(await streamed.text, said(5));
    took(await streamed.usage);
    const called = await generateText({ model: one, prompt: "tool ai", tools });
    assert.equal(called.toolCalls[0].toolName, "weather");
    took(called.usage);
    const called_late = streamText({ model: one, prompt: "tool ai stream", tools });
    assert.deepEqual((await called_late.toolCalls).map(({ input }) => input), [{ city: "Oslo" }]);
    took(await called_late.usage);
  }
  sum.print();
}

// 200 streams that begin at once and take their time.
async function many(url, apiKey) {
  const sum = new Sum(url, "node-many");
  const client = new OpenAI({ apiKey, baseURL: `${url}/openai/v1`, defaultHeaders: headers_of(sum.agent), maxRetries: 0 });
  const streams = Array.from({ length: 200 }, async (_, i) => {
    const messages = [{ role: "user", content: `words=${i % 23} pause=20 ${i}` }];
    for await (const { usage } of await client.chat.completions.create({ model, messages, stream: true, stream_options: { include_usage: true } }))
      if (usage) sum.add(usage.prompt_tokens, usage.completion_tokens);
  });
  await Promise.all(streams);
  sum.print();
}

function all_of(url, apiKey, agent) {
  const headers = headers_of(agent);
  const openai = new OpenAI({ apiKey, baseURL: `${url}/openai/v1`, defaultHeaders: headers });
  const claude = new Anthropic({ apiKey, baseURL: `${url}/anthropic`, defaultHeaders: headers });
  const gemini = new GoogleGenAI({ apiKey, httpOptions: { baseUrl: `${url}/gemini`, headers } });
  const ai = createOpenAI({ apiKey, baseURL: `${url}/openai/v1`, headers });
  return { openai, claude, gemini, ai };
}

// The provider dies in the middle of a stream of each client, which says so to who reads it.
async function cut(url, apiKey) {
  const { openai, claude, gemini, ai } = all_of(url, apiKey, "node-cut");
  const content = "words=8 pause=5 cut";
  const messages = [{ role: "user", content }];
  const read = async (begun) => {
    for await (const part of await begun) if (part.type === "error") throw part.error;
  };
  const broken = (begin) => error_of(() => read(begin()));
  assert.ok((await broken(() => openai.chat.completions.create({ model, stream: true, messages }))) instanceof OpenAI.APIError);
  const response = await error_of(() => openai.responses.stream({ model, input: content }).finalResponse());
  assert.ok(response instanceof OpenAI.OpenAIError, String(response));
  assert.ok((await broken(() => claude.messages.create({ model, max_tokens: 9, stream: true, messages }))) instanceof Anthropic.APIError);
  assert.match(String(await broken(() => gemini.models.generateContentStream({ model, contents: content }))), /in the middle/);
  const ignore = () => {};
  assert.match(JSON.stringify(await broken(() => streamText({ model: ai.chat(model), prompt: content, onError: ignore }).fullStream)), /in the middle/);
}

// Embeddings of Gemini's tell no usage: it is guessed from what was sent.
async function embed(url, apiKey) {
  const { gemini } = all_of(url, apiKey, "node-embed");
  const { embeddings } = await gemini.models.embedContent({ model, contents: ["one", "two"] });
  assert.deepEqual(embeddings.map(({ values }) => values), [[1, 2], [1, 2]]);
}

// Leaves in the middle of a stream of each protocol.
async function abort(url, apiKey) {
  const { openai, claude, gemini, ai } = all_of(url, apiKey, "node-abort");
  const first = async (stream) => {
    for await (const _ of stream) return;
  };
  const content = "words=2000 pause=20";
  const messages = [{ role: "user", content }];
  await first(await openai.chat.completions.create({ model, stream: true, messages }));
  await first(await openai.responses.create({ model, stream: true, input: content }));
  await first(await claude.messages.create({ model, max_tokens: 9, stream: true, messages }));
  const left = new AbortController();
  const stream = await gemini.models.generateContentStream({ model, contents: content, config: { abortSignal: left.signal } });
  await first(stream);
  left.abort();
  const gone = new AbortController();
  await first(streamText({ model: ai.chat(model), prompt: content, abortSignal: gone.signal }).textStream);
  gone.abort();
}

for (let i = 2; i < process.argv.length; i += 2) {
  const [url, apiKey] = process.argv.slice(i, i + 2);
  await Promise.all([openai, anthropic, genai, ai, many, abort, cut, embed].map((calls) => calls(url, apiKey)));
}
