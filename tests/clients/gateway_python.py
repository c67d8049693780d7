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
    tools = [{"type": "function", "function": {"name": "weather", "strict": True, "parameters": SCHEMA}}]
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
    async with client.chat.completions.stream(
            model=MODEL, messages=user("tool streamed"), tools=tools, stream_options={"include_usage": True}) as stream:
        streamed = await stream.get_final_completion()
    assert streamed.choices[0].message.tool_calls[0].function.arguments == '{"city":"Oslo"}'
    took(streamed.usage)
    response = await client.responses.create(model=MODEL, input="words=3 response")
    assert response.output_text == said(3)
    total.add(response.usage.input_tokens, response.usage.output_tokens)
    async with client.responses.stream(model=MODEL, input="words=6 response") as stream:
        async for _ in stream:
            pass
        usage = (await stream.get_final_response()).usage
    total.add(usage.input_tokens, usage.output_tokens)
    full = await ask("words=4 full audio")
    assert full.choices[0].finish_reason == "length" and full.usage.prompt_tokens_details.audio_tokens > 0
    took(full.usage)
    async for event in await client.responses.create(model=MODEL, input="words=5 full response", stream=True):
        last = event
    assert last.type == "response.incomplete" and last.response.incomplete_details.reason == "max_output_tokens"
    total.add(last.response.usage.input_tokens, last.response.usage.output_tokens)
    took((await ask("status=503 once words=2 python")).usage)
    retried = await client.responses.create(model=MODEL, input="status=503 once words=2 python")
    total.add(retried.usage.input_tokens, retried.usage.output_tokens)
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
    tools = [{"name": "weather", "input_schema": SCHEMA}]
    called = await ask("tool", tools=tools)
    assert called.content[0].input == {"city": "Oslo"}
    took(called.usage)
    async with client.messages.stream(model=MODEL, max_tokens=99, messages=user("tool stream"), tools=tools) as stream:
        streamed = await stream.get_final_message()
    assert streamed.content[0].input == {"city": "Oslo"}
    took(streamed.usage)
    kept = await ask("words=5 full keeps")
    assert kept.stop_reason == "max_tokens" and kept.usage.cache_creation_input_tokens > 0
    took(kept.usage)
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
    calls = []
    async for chunk in await models.generate_content_stream(model=MODEL, contents="tool stream", config={"tools": [tool]}):
        calls, usage = calls + (chunk.function_calls or []), chunk.usage_metadata
    assert [call.args for call in calls] == [{"city": "Oslo"}]
    took(usage)
    refused = await error_of(models.generate_content(model=MODEL, contents="status=429"))
    assert isinstance(refused, errors.APIError) and refused.code == 429, refused
    for one in await asyncio.gather(*(models.generate_content(model=MODEL, contents=f"words={i % 7} number {i}") for i in range(AT_ONCE))):
        took(one.usage_metadata)
    total.show()


def litellm_addresses(url):
    return {"openai": f"{url}/openai/v1", "anthropic": f"{url}/anthropic", "gemini": f"{url}/gemini/v1beta"}


async def litellm_calls(url, key):
    total = Sum(url, "python-litellm")
    # What it looks for tools of MCP with is a package that it does not require.
    offered = {"tools": [{"type": "function", "function": {"name": "weather", "parameters": SCHEMA}}], "_skip_mcp_handler": True}
    took = lambda usage: total.add(usage.prompt_tokens, usage.completion_tokens)
    for provider, address in litellm_addresses(url).items():
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
        called = await ask("tool litellm", **offered)
        assert json.loads(called.choices[0].message.tool_calls[0].function.arguments) == {"city": "Oslo"}, called
        took(called.usage)
        chunks = [chunk async for chunk in await ask("tool litellm stream", **offered, stream=True, stream_options={"include_usage": True})]
        streamed = litellm.stream_chunk_builder(chunks)
        assert json.loads(streamed.choices[0].message.tool_calls[0].function.arguments) == {"city": "Oslo"}, streamed
        took(streamed.usage)
        assert isinstance(await error_of(ask("status=429 litellm", max_retries=0)), litellm.RateLimitError)
    total.show()


async def many(url, key):
    """200 streams that begin at once and take their time."""
    total = Sum(url, "python-many")
    client = openai.AsyncOpenAI(api_key=key, base_url=f"{url}/openai/v1", default_headers=headers_of(total.agent), max_retries=0)

    async def one(number):
        async for chunk in await client.chat.completions.create(
                model=MODEL, messages=user(f"words={number % 23} pause=20 {number}"), stream=True, stream_options={"include_usage": True}):
            if chunk.usage:
                total.add(chunk.usage.prompt_tokens, chunk.usage.completion_tokens)

    await asyncio.gather(*(one(number) for number in range(200)))
    total.show()


def streams_of(url, key, agent, content):
    """How a stream is begun with each client."""
    headers, messages = headers_of(agent), user(content)
    of_openai = openai.AsyncOpenAI(api_key=key, base_url=f"{url}/openai/v1", default_headers=headers)
    of_anthropic = anthropic.AsyncAnthropic(api_key=key, base_url=f"{url}/anthropic", default_headers=headers)
    of_genai = genai.Client(api_key=key, http_options=types.HttpOptions(base_url=f"{url}/gemini", headers=headers)).aio
    return {
        "openai": lambda: of_openai.chat.completions.create(model=MODEL, messages=messages, stream=True),
        "anthropic": lambda: of_anthropic.messages.create(model=MODEL, max_tokens=99, messages=messages, stream=True),
        "genai": lambda: of_genai.models.generate_content_stream(model=MODEL, contents=content),
        "litellm": lambda: litellm.acompletion(
            model=f"openai/{MODEL}", messages=messages, api_base=f"{url}/openai/v1", api_key=key, extra_headers=headers, stream=True),
    }


async def abort(url, key):
    """Leaves in the middle of a stream of each client."""

    async def leave(begin):
        begun = asyncio.get_running_loop().create_future()

        async def read():
            async for _ in await begin():
                begun.done() or begun.set_result(None)

        reading = asyncio.create_task(read())
        await asyncio.wait({reading, begun}, return_when=asyncio.FIRST_COMPLETED)
        assert not reading.done(), reading
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)

    for begin in streams_of(url, key, "python-abort", "words=2000 pause=20").values():
        await leave(begin)


async def cut(url, key):
    """The provider dies in the middle of a stream of each client, which says so to who reads it."""
    kinds = {"openai": openai.APIError, "anthropic": anthropic.APIError, "genai": errors.APIError, "litellm": Exception}

    async def read(begin):
        async for _ in await begin():
            pass

    for name, begin in streams_of(url, key, "python-cut", "words=8 pause=5 cut").items():
        error = await error_of(read(begin))
        assert isinstance(error, kinds[name]) and "in the middle" in str(error), (name, error)


async def embed(url, key):
    """Embeddings of Gemini's tell no usage: it is guessed from what was sent."""
    options = types.HttpOptions(base_url=f"{url}/gemini", headers=headers_of("python-embed"))
    answer = await genai.Client(api_key=key, http_options=options).aio.models.embed_content(model=MODEL, contents=["one", "two"])
    assert [one.values for one in answer.embeddings] == [[1, 2], [1, 2]]


CALLS = (openai_calls, anthropic_calls, genai_calls, litellm_calls, abort, cut, embed)


async def main():
    pairs = list(zip(sys.argv[1::2], sys.argv[2::2]))
    # Before anything is aborted: after that the client's own pool may not come out of so many.
    for url, key in pairs:
        await many(url, key)
    for url, key in pairs:
        await asyncio.gather(*(calls(url, key) for calls in CALLS))


asyncio.run(main())
