// Calls of the official clients that an org's rules change: each client tries nothing again by itself, so what comes after
// trouble is the gateway's doing. Each answers what its answers say that they used.

import assert from "node:assert/strict";
import Anthropic from "@anthropic-ai/sdk";
import { GoogleGenAI } from "@google/genai";
import OpenAI from "openai";

const model = "by-rule";

function openai({ url, apiKey, agent, tag }) {
  const defaultHeaders = { "arris-agent": agent, "arris-tags": tag };
  const client = new OpenAI({ apiKey, baseURL: `${url}/openai/v1`, defaultHeaders, maxRetries: 0 });
  return async (content, more = {}) => {
    const asked = { model, messages: [{ role: "user", content }], ...more };
    if (!asked.stream) {
      const { data, response } = await client.chat.completions.create(asked).withResponse();
      return { input: data.usage.prompt_tokens, output: data.usage.completion_tokens, headers: response.headers };
    }
    const { data, response } = await client.chat.completions.create({ ...asked, stream_options: { include_usage: true } }).withResponse();
    let usage;
    for await (const chunk of data) usage = chunk.usage ?? usage;
    return { input: usage.prompt_tokens, output: usage.completion_tokens, headers: response.headers };
  };
}

function anthropic({ url, apiKey, agent, tag }) {
  const client = new Anthropic({ apiKey, baseURL: `${url}/anthropic`, defaultHeaders: { "arris-agent": agent, "arris-tags": tag }, maxRetries: 0 });
  return async (content, more = {}) => {
    const asked = { model, max_tokens: 99, messages: [{ role: "user", content }] };
    if (more.stream) {
      const { usage } = await client.messages.stream(asked).finalMessage();
      return { input: usage.input_tokens + usage.cache_read_input_tokens, output: usage.output_tokens };
    }
    const { data, response } = await client.messages.create(asked).withResponse();
    return { input: data.usage.input_tokens + data.usage.cache_read_input_tokens, output: data.usage.output_tokens, headers: response.headers };
  };
}

function gemini({ url, apiKey, agent, tag }) {
  const client = new GoogleGenAI({ apiKey, httpOptions: { baseUrl: `${url}/gemini`, headers: { "arris-agent": agent, "arris-tags": tag } } });
  return async (contents, more = {}) => {
    if (!more.stream) {
      const { usageMetadata: used } = await client.models.generateContent({ model, contents });
      return { input: used.promptTokenCount, output: used.candidatesTokenCount + used.thoughtsTokenCount };
    }
    let used;
    for await (const chunk of await client.models.generateContentStream({ model, contents })) used = chunk.usageMetadata ?? used;
    return { input: used.promptTokenCount, output: used.candidatesTokenCount + used.thoughtsTokenCount };
  };
}

export const clients = { openai, anthropic, gemini };

// Trouble of each kind, whole and streamed, through one client: all of it is answered, and the sum is answered here.
export async function through_trouble(client, named) {
  const sum = { calls: 0, input: 0, output: 0 };
  const take = ({ input, output }) => {
    sum.calls += 1;
    sum.input += input;
    sum.output += output;
  };
  for (const trouble of ["status=429 once", "status=503 once", "stall=5000 once"]) {
    for (const stream of [false, true]) take(await client(`words=4 ${trouble} ${named} ${stream}`, { stream }));
  }
  assert.equal(sum.output, 24);
  return sum;
}
