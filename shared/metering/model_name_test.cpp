#include "metering/model_name.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace arris::metering;

namespace {

bool knows(std::string_view model, std::string_view wanted) {
  const auto names = model_candidates(model);
  return std::ranges::find(names, wanted) != names.end();
}

}  // namespace

TEST_CASE("model name: the name as given comes first, dates, regions and routes go") {
  CHECK(model_candidates("gpt-5-2025-08-07").front() == "gpt-5-2025-08-07");
  CHECK(knows("gpt-5-2025-08-07", "gpt-5"));
  CHECK(knows("claude-sonnet-4-5-20250929", "claude-sonnet-4-5"));
  CHECK(knows("us.anthropic.claude-sonnet-4-5-20250929-v1:0", "claude-sonnet-4-5"));
  CHECK(knows("claude-opus-4-5@20251101", "claude-opus-4-5"));
  CHECK(knows("models/gemini-2.5-flash", "gemini-2.5-flash"));
  CHECK(knows("openrouter/anthropic/claude-opus-5", "claude-opus-5"));
  CHECK(knows("GPT-4o", "gpt-4o"));
  CHECK(knows("gemini-2.0-flash-001", "gemini-2.0-flash"));
}

TEST_CASE("model name: a version that is no date stays") {
  CHECK_FALSE(knows("claude-opus-4-5", "claude-opus-4"));
  CHECK_FALSE(knows("gpt-4.1", "gpt-4"));
  CHECK(model_candidates("").empty());
  CHECK(model_candidates("-").size() == 1);
}

TEST_CASE("model name: a budget means a model by any of its names, alone and with its provider") {
  const auto names = budget_subjects("OpenAI", "GPT-4o-2024-08-06");
  const auto has = [&](std::string_view name) {
    return std::ranges::find(names, name) != names.end();
  };
  CHECK(has("gpt-4o"));
  CHECK(has("openai/gpt-4o"));
  CHECK(has("openai/gpt-4o-2024-08-06"));
  CHECK_FALSE(has("gpt-4"));
  CHECK_FALSE(has("openai"));
  CHECK(budget_subjects("", "m") == std::vector<std::string>{"m"});
}

TEST_CASE("model name: a reseller's price is its vendor's") {
  CHECK(priced_provider("Azure", "gpt-5") == "openai");
  CHECK(priced_provider("bedrock", "us.anthropic.claude-opus-4-5-v1:0") == "anthropic");
  CHECK(priced_provider("vertex_ai", "gemini-2.5-pro") == "google");
  CHECK(priced_provider("vertex_ai", "claude-opus-5@default") == "anthropic");
  CHECK(priced_provider("somebody", "gpt-5") == "somebody");
}

TEST_CASE("model name: siblings are smaller models of the same line") {
  const auto names = smaller_siblings("claude-opus-5");
  CHECK(std::ranges::find(names, "claude-sonnet-5") != names.end());
  const auto flash = smaller_siblings("gemini-2.5-pro");
  CHECK(std::ranges::find(flash, "gemini-2.5-flash") != flash.end());
  CHECK(std::ranges::find(flash, "gemini-2.5-pro") == flash.end());
}
