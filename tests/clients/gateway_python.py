"""gateway_python.py [URL KEY]...: as gateway_node.mjs, with the clients of Python."""
import asyncio
import json
import sys

import anthropic
import litellm
import openai
from google import genai
from google.genai import errors, types

litellm.suppress_debug_info = True
MODEL = "by-rule"
SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
AT_ONCE = 20


def said(count):
    return "".join(f"word{i} " for i in range(count))


class Sum:
    def __init__(self, url, agent):
        self.url, self.agent, self.calls, self.input, self.output = url, agent, 0, 0, 0

    def add(self, input_tokens, output_tokens):
        self.calls, self.input, self.output = self.calls + 1, self.input + input_tokens, self.output + output_tokens

    def show(self):
        print(json.dumps(self.__dict__), flush=True)


def headers_of(agent):
    return {"arris-agent": agent}


def user(content):
    return [{"role": "user", "content": content}]


async def error_of(call):
    try:
        await call
    except Exception as error:
        return error
    raise AssertionError("no error")


async def openai_calls(url, key):
    total = Sum(url, "python-openai")
    client = openai.AsyncOpenAI(api_key=key, base_url=f"{url}/openai/v1", default_headers=headers_of(total.agent))
    took = lambda usage: total.add(usage.prompt_tokens, usage.completion_tokens)
    ask = lambda content, **more: client.chat.completions.create(model=MODEL, messages=user(content), **more)
    tools = [{"type": "function", "function": {"name": "weather", "parameters": SCHEMA}}]
    plain = await ask("words=4 plain")
    assert plain.choices[0].message.content == said(4)
    took(plain.usage)
    text = ""
    async for chunk in await ask("words=5 stream", stream=True, stream_options={"include_usage": True}):
        text += chunk.choices[0].delta.content or "" if chunk.choices else ""
        if chunk.usage:
            took(chunk.usage)
    assert text == said(5)
    called = await ask("tool", tools=tools)
    assert called.choices[0].message.tool_calls[0].function.arguments == '{"city":"Oslo"}'
    took(called.usage)
    response = await client.responses.create(model=MODEL, input="words=3 response")
    assert response.output_text == said(3)
    total.add(response.usage.input_tokens, response.usage.output_tokens)
    async with client.responses.stream(model=MODEL, input="words=6 response") as stream:
        async for _ in stream:
            pass
        usage = (await stream.get_final_response()).usage
    total.add(usage.input_tokens, usage.output_tokens)
    took((await ask("status=503 once words=2 python")).usage)
    assert isinstance(await error_of(ask("status=429 python")), openai.RateLimitError)
    for one in await asyncio.gather(*(ask(f"words={i % 7} number {i}") for i in range(AT_ONCE))):
        took(one.usage)
    total.show()


async def anthropic_calls(url, key):
    total = Sum(url, "python-anthropic")
    client = anthropic.AsyncAnthropic(api_key=key, base_url=f"{url}/anthropic", default_headers=headers_of(total.agent))
    took = lambda usage: total.add(
        usage.input_tokens + usage.cache_read_input_tokens + usage.cache_creation_input_tokens, usage.output_tokens)
    ask = lambda content, **more: client.messages.create(model=MODEL, max_tokens=99, messages=user(content), **more)
    plain = await ask("words=4 plain")
    assert plain.content[0].text == said(4)
    took(plain.usage)
    async with client.messages.stream(model=MODEL, max_tokens=99, messages=user("words=5 stream")) as stream:
        took((await stream.get_final_message()).usage)
    called = await ask("tool", tools=[{"name": "weather", "input_schema": SCHEMA}])
    assert called.content[0].input == {"city": "Oslo"}
    took(called.usage)
    assert isinstance(await error_of(ask("status=429")), anthropic.RateLimitError)
    for one in await asyncio.gather(*(ask(f"words={i % 7} number {i}") for i in range(AT_ONCE))):
        took(one.usage)
    total.show()


async def genai_calls(url, key):
    total = Sum(url, "python-genai")
    options = types.HttpOptions(base_url=f"{url}/gemini", headers=headers_of(total.agent))
    models = genai.Client(api_key=key, http_options=options).aio.models
    took = lambda usage: total.add(usage.prompt_token_count, usage.candidates_token_count + usage.thoughts_token_count)
    plain = await models.generate_content(model=MODEL, contents="words=4 plain")
    assert plain.text == said(4)
    took(plain.usage_metadata)
    text, usage = "", None
    async for chunk in await models.generate_content_stream(model=MODEL, contents="words=5 stream"):
        text, usage = text + (chunk.text or ""), chunk.usage_metadata
    assert text == said(5)
    took(usage)
    tool = types.Tool(function_declarations=[types.FunctionDeclaration(name="weather", parameters_json_schema=SCHEMA)])
    called = await models.generate_content(model=MODEL, contents="tool", config={"tools": [tool]})
    assert called.function_calls[0].args == {"city": "Oslo"}
    took(called.usage_metadata)
    refused = await error_of(models.generate_content(model=MODEL, contents="status=429"))
    assert isinstance(refused, errors.APIError) and refused.code == 429, refused
    for one in await asyncio.gather(*(models.generate_content(model=MODEL, contents=f"words={i % 7} number {i}") for i in range(AT_ONCE))):
        took(one.usage_metadata)
    total.show()


async def litellm_calls(url, key):
    total = Sum(url, "python-litellm")
    addresses = {"openai": f"{url}/openai/v1", "anthropic": f"{url}/anthropic", "gemini": f"{url}/gemini/v1beta"}
    took = lambda usage: total.add(usage.prompt_tokens, usage.completion_tokens)
    for provider, address in addresses.items():
        ask = lambda content, **more: litellm.acompletion(
            model=f"{provider}/{MODEL}", messages=user(content), api_base=address, api_key=key,
            extra_headers=headers_of(total.agent), **more)
        plain = await ask("words=4 litellm")
        assert plain.choices[0].message.content.strip() == said(4).strip(), plain
        took(plain.usage)
        usage = None
        async for chunk in await ask("words=5 litellm", stream=True, stream_options={"include_usage": True}):
            usage = getattr(chunk, "usage", None) or usage
        took(usage)
        assert isinstance(await error_of(ask("status=429 litellm", max_retries=0)), litellm.RateLimitError)
    total.show()


async def main():
    pairs = iter(sys.argv[1:])
    for url, key in zip(pairs, pairs):
        await asyncio.gather(*(calls(url, key) for calls in (openai_calls, anthropic_calls, genai_calls, litellm_calls)))


asyncio.run(main())
