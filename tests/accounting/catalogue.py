"""The built-in price catalogue: rows of `prices` made from the price table that PyPI litellm carries.

catalogue.py prints the INSERT statements that migrations/ holds. The table is read without the package's code, and a
price is a decimal all the way, so that nothing is rounded on the way to nano-USD per 1,000 tokens.
"""

import importlib.metadata
import importlib.util
import json
import pathlib
import re
import uuid
from decimal import Decimal

# provider of the table -> (ours, the prefix of its model names, how they begin)
PROVIDERS = {
    "openai": ("openai", "", r"gpt-|o\d|text-embedding|computer-use|chatgpt"),
    "anthropic": ("anthropic", "", r"claude-"),
    "gemini": ("google", "gemini/", r"gemini-\d|gemini-embedding|gemini-(flash|pro)"),
    "xai": ("xai", "xai/", r"grok-(4\.3|4\.[5-9]|4\.20(-(non-)?reasoning|-multi-agent)?$|code-fast-1$|build)"),
    "mistral": ("mistral", "mistral/", r"[a-z]"),
    "deepseek": ("deepseek", "deepseek/", r"deepseek-"),
    "cohere_chat": ("cohere", "", r"command-"),
    "groq": ("groq", "groq/", r"[a-z]"),
    "moonshot": ("moonshot", "moonshot/", r"kimi-"),
    "zai": ("zai", "zai/", r"glm-"),
    "amazon_nova": ("amazon", "amazon-nova/", r"nova-"),
}

FIELDS = {
    "input": "input_cost_per_token",
    "input_audio": "input_cost_per_audio_token",
    "input_image": "input_cost_per_image_token",
    "cache_read": "cache_read_input_token_cost",
    "cache_read_audio": "cache_read_input_audio_token_cost",
    "cache_write_5m": "cache_creation_input_token_cost",
    "cache_write_1h": "cache_creation_input_token_cost_above_1hr",
    "output": "output_cost_per_token",
    "reasoning": "output_cost_per_reasoning_token",
    "output_audio": "output_cost_per_audio_token",
    "output_image": "output_cost_per_image_token",
}
SERVICE_TIERS = {"batch": "_batches", "flex": "_flex", "priority": "_priority", "": ""}
FALLBACKS = {
    "input_audio": "input", "input_image": "input", "cache_read": "input", "cache_read_audio": "cache_read",
    "cache_write_5m": "input", "cache_write_1h": "cache_write_5m", "reasoning": "output", "output_audio": "output",
    "output_image": "output",
}  # fmt: skip
AS_OF_MS = 1_795_219_200_000  # 2026-11-21, when the figures were read


def table_file():
    package = pathlib.Path(importlib.util.find_spec("litellm").origin).parent
    return package / "model_prices_and_context_window_backup.json"


def read_table(file=None):
    return json.loads((file or table_file()).read_text(), parse_float=Decimal, parse_int=Decimal)


def nano_per_1k(usd):
    value = Decimal(usd) * 10**12
    assert value == value.to_integral_value(), f"{usd} is finer than a rate can say"
    return int(value)


def thresholds(model):
    found = {int(k) for name in model for k in re.findall(r"^input_cost_per_token_above_(\d+)k_tokens$", name)}
    return [f"_above_{k}k_tokens" for k in sorted(found, reverse=True)] + [""]


def rates_of(model, above, service):
    """A tier's rates are complete: what it doesn't say itself holds as in the tiers behind it."""
    price = lambda name: model[name] if isinstance(model.get(name), Decimal) else None
    rates = {}
    for bucket, field in FIELDS.items():
        same_as = FIELDS.get(FALLBACKS.get(bucket))
        usual = price(field)
        told = price(field + above + service)
        if told is None and above and not (service and bucket == "cache_write_1h"):
            told = price(field + above)
        if told is None and usual is not None and same_as and usual == price(same_as):
            continue  # it follows the bucket that it is a kind of
        if told is None and usual is not None and bucket == "cache_write_1h" and "cache_write_5m" in rates:
            told = (price(field + above) or usual) * rates["cache_write_5m"]  # as much cheaper as the short one
            told /= nano_per_1k(price(same_as + above) or price(same_as))
        told = usual if told is None else told
        if told is not None:
            rates[bucket] = nano_per_1k(told)
    searches = model.get("search_context_cost_per_query")
    if isinstance(searches, dict) and "search_context_size_medium" in searches:
        rates["web_searches"] = nano_per_1k(searches["search_context_size_medium"])
    return {b: r for b, r in rates.items() if rates.get(FALLBACKS.get(b)) != r}


def tiers_of(model):
    tiers = []
    for service_tier, suffix in SERVICE_TIERS.items():
        if suffix and "input_cost_per_token" + suffix not in model:
            continue
        for above in thresholds(model):
            tier = {}
            if service_tier:
                tier["service_tier"] = service_tier
            if above:
                tier["above_input_tokens"] = int(re.search(r"\d+", above)[0]) * 1000
            tier["rates"] = rates_of(model, above, suffix)
            tiers.append(tier)
    return tiers


def undated(name):
    return re.sub(r"-(\d{4}-\d\d-\d\d|\d{8}|\d{4})$", "", name)


def rows(table):
    """(provider, model, tiers), each model once; a dated name that costs what the plain one does is left out."""
    found = {}
    for name, model in table.items():
        provider, prefix, begins = PROVIDERS.get(model.get("litellm_provider"), ("", "", ""))
        if not provider or not name.startswith(prefix) or model.get("mode") not in ("chat", "responses", "embedding"):
            continue
        name = name[len(prefix) :]
        if not re.match(begins, name) or "/" in name or not isinstance(model.get("input_cost_per_token"), Decimal):
            continue
        found[provider, name] = tiers_of(model)
    for (provider, name), tiers in sorted(found.items()):
        plain = undated(name)
        if plain == name or found.get((provider, plain)) != tiers:
            yield provider, name, tiers


def row_id(provider, model):
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"arris:price:{provider}/{model}@{AS_OF_MS}"))


def statements(table, source):
    """INSERT statements of at most 60 KB, because D1 takes none above 100 KB."""
    pieces, size = [], 0
    for provider, model, tiers in rows(table):
        text = json.dumps(tiers, separators=(",", ":"))
        piece = f"  ('', '{row_id(provider, model)}', '{provider}', '{model}', 0, '{text}', '{source}', {AS_OF_MS})"
        if size + len(piece) > 60_000:
            yield statement(pieces)
            pieces, size = [], 0
        pieces.append(piece)
        size += len(piece)
    yield statement(pieces)


def statement(pieces):
    columns = "org_id, id, provider, model, effective_from_ms, tiers, source, created_at_ms"
    return f"INSERT INTO prices ({columns}) VALUES\n" + ",\n".join(pieces) + ";\n"


def main():
    source = f"litellm {importlib.metadata.version('litellm')}"
    print("\n".join(statements(read_table(), source)), end="")


if __name__ == "__main__":
    main()
