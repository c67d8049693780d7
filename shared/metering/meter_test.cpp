#include "metering/meter.h"

#include <doctest/doctest.h>

#include <random>

#include "metering/usage_object.h"

using namespace arris;
using namespace arris::metering;

namespace {

Usage usage_of(std::string_view text, Arena& arena) {
  json::Faults faults("");
  auto usage = read_usage(text, arena, faults);
  INFO(text);
  REQUIRE(faults.empty());
  return usage;
}

Buckets buckets_of(std::string_view text) {
  Arena arena;
  return usage_of(text, arena).buckets;
}

std::string fault_of(std::string_view text) {
  Arena arena;
  json::Faults faults("");
  read_usage(text, arena, faults);
  const auto found = faults.take();
  return found.empty() ? "" : found.front().pointer + " " + found.front().code;
}

// Random usage objects of every provider, each with the totals that the provider would bill.
class Provider {
 public:
  explicit Provider(unsigned seed) : random_(seed) {}

  struct Sample {
    std::string text;
    std::int64_t input_tokens, output_tokens;
  };

  Sample next() {
    switch (upto(4)) {
      case 0:
        return openai("prompt", "completion");
      case 1:
        return openai("input", "output");
      case 2:
        return anthropic();
      case 3:
        return gemini();
      default:
        return upto(1) ? bedrock() : telemetry();
    }
  }
  std::int64_t upto(std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(0, most)(random_);
  }

 private:
  std::int64_t some() { return upto(3) == 0 ? 0 : upto(upto(2) ? 5'000 : 2'000'000); }
  static std::string n(std::int64_t value) { return std::to_string(value); }

  Sample openai(const std::string& in, const std::string& out) {
    const auto input = some(), output = some(), cached = upto(input), reasoning = upto(output);
    const auto audio = upto(input), audio_out = upto(output - reasoning);
    return {R"({")" + in + R"(_tokens":)" + n(input) + R"(,")" + out + R"(_tokens":)" + n(output) +
                R"(,"total_tokens":)" + n(input + output) + R"(,")" + in +
                R"(_tokens_details":{"cached_tokens":)" + n(cached) + R"(,"audio_tokens":)" +
                n(audio) + R"(},")" + out + R"(_tokens_details":{"reasoning_tokens":)" +
                n(reasoning) + R"(,"audio_tokens":)" + n(audio_out) +
                R"(,"accepted_prediction_tokens":3,"rejected_prediction_tokens":null}})",
            input, output};
  }
  Sample anthropic() {
    const auto fresh = some(), read = some(), written = some(), output = some();
    const auto hour = upto(written);
    return {R"({"input_tokens":)" + n(fresh) + R"(,"output_tokens":)" + n(output) +
                R"(,"cache_creation_input_tokens":)" + n(written) +
                R"(,"cache_read_input_tokens":)" + n(read) +
                R"(,"cache_creation":{"ephemeral_5m_input_tokens":)" + n(written - hour) +
                R"(,"ephemeral_1h_input_tokens":)" + n(hour) +
                R"(},"server_tool_use":{"web_search_requests":2},"service_tier":"standard"})",
            fresh + read + written, output};
  }
  Sample gemini() {
    const auto prompt = some(), candidates = some(), thoughts = some(), tool = some();
    const auto cached = upto(prompt), audio = upto(prompt),
               cached_audio = upto(std::min(cached, audio));
    return {R"({"promptTokenCount":)" + n(prompt) + R"(,"candidatesTokenCount":)" + n(candidates) +
                R"(,"thoughtsTokenCount":)" + n(thoughts) + R"(,"toolUsePromptTokenCount":)" +
                n(tool) + R"(,"cachedContentTokenCount":)" + n(cached) + R"(,"totalTokenCount":)" +
                n(prompt + candidates + thoughts + tool) +
                R"(,"promptTokensDetails":[{"modality":"TEXT","tokenCount":)" + n(prompt - audio) +
                R"(},{"modality":"AUDIO","tokenCount":)" + n(audio) +
                R"(}],"cacheTokensDetails":[{"modality":"AUDIO","tokenCount":)" + n(cached_audio) +
                R"(}],"trafficType":"ON_DEMAND"})",
            prompt + tool, candidates + thoughts};
  }
  Sample bedrock() {
    const auto fresh = some(), read = some(), written = some(), output = some();
    return {R"({"inputTokens":)" + n(fresh) + R"(,"outputTokens":)" + n(output) +
                R"(,"totalTokens":)" + n(fresh + output + read + written) +
                R"(,"cacheReadInputTokens":)" + n(read) + R"(,"cacheWriteInputTokens":)" +
                n(written) + R"(})",
            fresh + read + written, output};
  }
  Sample telemetry() {
    const auto input = some(), output = some(), cached = upto(input), reasoning = upto(output);
    return {R"({"gen_ai.usage.input_tokens":")" + n(input) + R"(","gen_ai.usage.output_tokens":)" +
                n(output) + R"(,"gen_ai.usage.cache_read.input_tokens":)" + n(cached) +
                R"(,"gen_ai.usage.cache_creation.input_tokens":)" + n(upto(input - cached)) +
                R"(,"gen_ai.usage.reasoning.output_tokens":)" + n(reasoning) + "}",
            input, output};
  }

  std::mt19937_64 random_;
};

Rates random_rates(Provider& provider) {
  Rates rates;
  for (const auto member : rate_members) {
    if (provider.upto(2) > 0) rates.*member = provider.upto(200'000'000);
  }
  return rates;
}

}  // namespace

TEST_CASE("usage: what is no usage object is refused by name") {
  CHECK(fault_of("[]") == " wrong_type");
  CHECK(fault_of("{}") == " unknown_usage");
  CHECK(fault_of(R"({"tokens":5})") == " unknown_usage");
  CHECK(fault_of(R"({"prompt_tokens":-1})") == "/prompt_tokens negative");
  CHECK(fault_of(R"({"prompt_tokens":1.5})") == "/prompt_tokens wrong_type");
  CHECK(fault_of(R"({"prompt_tokens":true})") == "/prompt_tokens wrong_type");
  CHECK(fault_of(R"({"prompt_tokens":1e12})") == "/prompt_tokens too_large");
  CHECK(fault_of(R"({"input_tokens":5,"input_tokens_details":{"cached_tokens":"x"}})") ==
        "/input_tokens_details/cached_tokens wrong_type");
  CHECK(fault_of(R"({"input":600000000,"output":600000000})") == " too_large");
}

TEST_CASE("usage: each provider's way of counting ends in the same buckets") {
  const Buckets wanted{.input = 70, .cache_read = 30, .output = 15, .reasoning = 5};
  for (const char* text : {
           R"({"prompt_tokens":100,"completion_tokens":20,"total_tokens":120,
               "prompt_tokens_details":{"cached_tokens":30},
               "completion_tokens_details":{"reasoning_tokens":5}})",
           R"({"input_tokens":100,"output_tokens":20,"total_tokens":120,
               "input_tokens_details":{"cached_tokens":30},
               "output_tokens_details":{"reasoning_tokens":5}})",
           R"({"input_tokens":70,"output_tokens":20,"cache_read_input_tokens":30,
               "cache_creation_input_tokens":0,"output_tokens_details":{"thinking_tokens":5}})",
           R"({"promptTokenCount":100,"cachedContentTokenCount":30,"candidatesTokenCount":15,
               "thoughtsTokenCount":5,"totalTokenCount":120})",
           R"({"gen_ai.usage.input_tokens":100,"gen_ai.usage.output_tokens":20,
               "gen_ai.usage.cache_read.input_tokens":30,
               "gen_ai.usage.reasoning.output_tokens":5})",
           R"({"gen_ai.usage.prompt_tokens":100,"gen_ai.usage.completion_tokens":20,
               "gen_ai.usage.cache_read_input_tokens":30,"gen_ai.usage.reasoning_tokens":5})",
           R"({"inputTokens":100,"outputTokens":20,"cachedInputTokens":30,"reasoningTokens":5})",
           R"({"input":70,"cache_read":30,"output":15,"reasoning":5})",
       }) {
    INFO(text);
    CHECK(buckets_of(text) == wanted);
  }
}

TEST_CASE("usage: cache writes keep their time to live, what is not told apart is short") {
  const auto told = buckets_of(
      R"({"input_tokens":1,"output_tokens":2,"cache_creation_input_tokens":50,
          "cache_creation":{"ephemeral_5m_input_tokens":20,"ephemeral_1h_input_tokens":30}})");
  CHECK(told.cache_write_5m == 20);
  CHECK(told.cache_write_1h == 30);
  CHECK(buckets_of(R"({"inputTokens":1,"outputTokens":2,"cacheWriteInputTokens":9})")
            .cache_write_5m == 9);
}

TEST_CASE("usage: reasoning that only the total tells of is found") {
  // A Gemini stream that names 13 and 4 of 522.
  const auto gemini =
      buckets_of(R"({"promptTokenCount":13,"candidatesTokenCount":4,"totalTokenCount":522})");
  CHECK(gemini == Buckets{.input = 13, .output = 4, .reasoning = 505});
  const auto xai = buckets_of(
      R"({"prompt_tokens":10,"completion_tokens":4,"total_tokens":20,
          "completion_tokens_details":{"reasoning_tokens":6}})");
  CHECK(xai == Buckets{.input = 10, .output = 4, .reasoning = 6});
}

TEST_CASE(
    "usage: a converter's cached tokens beside the prompt are not lost, contradictions are told") {
  Arena arena;
  const auto beside = usage_of(
      R"({"prompt_tokens":10,"completion_tokens":1,"total_tokens":41,
          "prompt_tokens_details":{"cached_tokens":30}})",
      arena);
  CHECK(beside.buckets == Buckets{.input = 10, .cache_read = 30, .output = 1});
  CHECK_FALSE(beside.adjusted);
  const auto cut = usage_of(
      R"({"prompt_tokens":10,"completion_tokens":1,"total_tokens":11,
          "prompt_tokens_details":{"cached_tokens":30}})",
      arena);
  CHECK(cut.buckets == Buckets{.cache_read = 10, .output = 1});
  CHECK(cut.adjusted);
}

TEST_CASE("usage: 10000 random objects fall into disjoint buckets that sum to what was billed") {
  Provider provider(20'261'121);
  for (int i = 0; i < 10'000; ++i) {
    const auto sample = provider.next();
    Arena arena;
    const auto usage = usage_of(sample.text, arena);
    INFO(sample.text);
    for (const auto member : bucket_members) REQUIRE(usage.buckets.*member >= 0);
    REQUIRE(usage.buckets.input_tokens() == sample.input_tokens);
    REQUIRE(usage.buckets.output_tokens() == sample.output_tokens);
    if (usage.stated_total_tokens)
      REQUIRE(usage.buckets.total_tokens() == *usage.stated_total_tokens);
    REQUIRE_FALSE(usage.adjusted);
  }
}

TEST_CASE("meter: the cost of 10000 random calls is the formula's, and the same again") {
  Provider provider(7);
  for (int i = 0; i < 10'000; ++i) {
    const auto usage = buckets_of(provider.next().text);
    const auto rates = random_rates(provider);
    const auto all = complete(rates);
    __int128 sum = 0;
    for (int place = 0; place < bucket_total; ++place)
      sum += static_cast<__int128>(usage.*bucket_members[place]) * *(all.*rate_members[place]);
    const auto wanted = static_cast<std::int64_t>((sum + 500) / 1000);
    const auto metered = meter(usage, "", {{"", -1, rates}});
    REQUIRE(metered.cost_nano_usd == wanted);
    REQUIRE(meter(usage, "", {{"", -1, complete(rates)}}).cost_nano_usd == wanted);
  }
}

TEST_CASE("meter: the largest call at the largest price does not overflow") {
  const Rates rates{.input = rate_max, .output = rate_max, .web_searches = rate_max};
  CHECK(cost_of({.input = count_max}, rates) == count_max * (rate_max / 1000));
}

TEST_CASE("meter: the first tier that fits prices the whole call, without one it has no price") {
  const std::vector<PriceTier> tiers{
      {"batch", -1, {.input = 500}}, {"", 200'000, {.input = 2'000}}, {"", -1, {.input = 1'000}}};
  CHECK(meter({.input = 200'000}, "", tiers).cost_nano_usd == 200'000);
  CHECK(meter({.input = 200'000, .cache_read = 1}, "", tiers).cost_nano_usd == 400'002);
  CHECK(meter({.input = 300'000}, "batch", tiers).cost_nano_usd == 150'000);
  CHECK(meter({.input = 1}, "", {}).tier == -1);
  CHECK(meter({.input = 1}, "", {{"flex", -1, {}}}).tier == -1);
}
