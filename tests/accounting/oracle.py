"""PyPI litellm as an oracle for prices and costs.

oracle.py catalogue   compares the built-in catalogue of migrations/ with the rows that catalogue.py makes of litellm's table
oracle.py cases       prints calls with what litellm's completion_cost says they cost, for the host to be compared with
"""

import importlib.metadata
import json
import os
import pathlib
import random
import sys
from decimal import Decimal

import catalogue

os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
ROOT = pathlib.Path(__file__).parents[2]
PREFIXES = {ours: (theirs, prefix) for theirs, (ours, prefix, _) in catalogue.PROVIDERS.items()}


def compare_catalogue():
    source = f"litellm {importlib.metadata.version('litellm')}"
    wanted = "\n".join(catalogue.statements(catalogue.read_table(), source))
    written = (ROOT / "migrations/0008_tokens.sql").read_text()
    if wanted not in written:
        sys.exit("migrations/0008_tokens.sql does not hold the catalogue that litellm's table makes")
    rows = sum(1 for _ in catalogue.rows(catalogue.read_table()))
    print(f"{rows} prices of the catalogue are those of {source}")


def openai_usage(cached, fresh, output, reasoning):
    prompt = cached + fresh
    return {
        "prompt_tokens": prompt, "completion_tokens": output + reasoning, "total_tokens": prompt + output + reasoning,
        "prompt_tokens_details": {"cached_tokens": cached},
        "completion_tokens_details": {"reasoning_tokens": reasoning},
    }  # fmt: skip


def anthropic_usage(cached, fresh, output, written):
    return {
        "input_tokens": fresh, "output_tokens": output, "cache_read_input_tokens": cached,
        "cache_creation_input_tokens": written,
    }  # fmt: skip


def gemini_usage(cached, fresh, output, reasoning):
    prompt = cached + fresh
    return {
        "promptTokenCount": prompt, "candidatesTokenCount": output, "thoughtsTokenCount": reasoning,
        "cachedContentTokenCount": cached, "totalTokenCount": prompt + output + reasoning,
    }  # fmt: skip


def shapes(rng, large):
    fresh = rng.randrange(280_000, 400_000) if large else rng.randrange(0, 60_000)
    return rng.randrange(0, 30_000), fresh, rng.randrange(0, 9_000), rng.randrange(0, 5_000)


def cost_of(litellm, provider, model, usage, service_tier):
    theirs, prefix = PREFIXES[provider]
    answer = litellm.ModelResponse(model=model, usage=usage)
    return litellm.completion_cost(
        completion_response=answer, model=prefix + model, custom_llm_provider=theirs, service_tier=service_tier
    )


def case(litellm, rng, provider, model, large, service_tier):
    cached, fresh, output, more = shapes(rng, large)
    if provider == "anthropic":
        usage = anthropic_usage(cached, fresh, output, more)
        prompt = cached + fresh + more
        theirs = litellm.Usage(
            prompt_tokens=prompt, completion_tokens=output, total_tokens=prompt + output,
            cache_read_input_tokens=cached, cache_creation_input_tokens=more,
        )  # fmt: skip
    else:
        theirs = litellm.Usage(**openai_usage(cached, fresh, output, more))
        usage = (gemini_usage if provider == "google" else openai_usage)(cached, fresh, output, more)
    cost = cost_of(litellm, provider, model, theirs, service_tier)
    nano = int((Decimal(repr(cost)) * 10**9).to_integral_value())
    return {
        "provider": provider, "model": model, "usage": usage, "service_tier": service_tier, "expected": nano,
        "off_peak": "off_peak_pricing" in litellm.model_cost[PREFIXES[provider][1] + model],
    }  # fmt: skip


def cases():
    import litellm

    rng = random.Random(20261121)
    for provider, model, tiers in catalogue.rows(catalogue.read_table()):
        services = [None] + sorted({t["service_tier"] for t in tiers if t.get("service_tier") in ("flex", "priority")})
        for service_tier in services:
            for large in (False, False, True):
                yield case(litellm, rng, provider, model, large, service_tier)


if __name__ == "__main__":
    if sys.argv[1:] == ["catalogue"]:
        compare_catalogue()
    else:
        json.dump(list(cases()), sys.stdout)
