// The AI calls of the sample org, with the usage objects that the providers give.

#include "seed/story.h"

namespace arris::seed {

namespace {

constexpr std::int64_t calls_in_request = 100;

enum class Sort { openai, anthropic, google };
struct Model {
  Sort sort;
  const char *provider, *name;
};
constexpr Model models[] = {
    {Sort::anthropic, "anthropic", "claude-haiku-4-5"},  {Sort::openai, "openai", "gpt-4o-mini"},
    {Sort::anthropic, "anthropic", "claude-sonnet-4-5"}, {Sort::openai, "openai", "gpt-4o"},
    {Sort::google, "google", "gemini-2.5-flash"},        {Sort::openai, "openai", "house-model-1"},
};
constexpr const char* agents[] = {"support", "writer", "extractor", "planner"};

std::string number(std::string_view name, std::int64_t value) {
  return "\"" + std::string(name) + "\":" + std::to_string(value);
}

std::string usage_of(Sort sort, std::int64_t input, std::int64_t cached, std::int64_t output) {
  switch (sort) {
    case Sort::openai:
      return "{" + number("prompt_tokens", input + cached) + "," +
             number("completion_tokens", output) + ",\"prompt_tokens_details\":{" +
             number("cached_tokens", cached) + "}}";
    case Sort::anthropic:
      return "{" + number("input_tokens", input) + "," + number("cache_read_input_tokens", cached) +
             "," + number("output_tokens", output) + "}";
    case Sort::google:
      return "{" + number("promptTokenCount", input + cached) + "," +
             number("cachedContentTokenCount", cached) + "," +
             number("candidatesTokenCount", output) + "," +
             number("totalTokenCount", input + cached + output) + "}";
  }
  return "{}";
}

}  // namespace

std::string Story::call(std::int64_t at_ms) {
  const auto& model = chance_.pick_skewed(models);
  const auto input = chance_.between(200, 2'400) * (chance_.in_percent(5) ? 10 : 1);
  const auto cached = chance_.in_percent(40) ? chance_.between(500, 6'000) : 0;
  const auto output = chance_.between(30, 900);
  const auto& member = members_[static_cast<std::size_t>(
      chance_.skewed(static_cast<std::int64_t>(members_.size())))];
  const auto& pipeline = pipelines_[static_cast<std::size_t>(chance_.below(6))];
  std::string out = "{\"provider\":\"" + std::string(model.provider) + "\",\"model\":\"" +
                    model.name + "\",\"request_id\":\"call-" + std::to_string(++requests_) +
                    "\",\"usage\":" + usage_of(model.sort, input, cached, output) +
                    ",\"user_id\":\"" + member.id + "\",\"agent_id\":\"" +
                    chance_.pick_skewed(agents) + "\"";
  if (chance_.in_percent(70)) out += ",\"pipeline_id\":\"" + pipeline.first + "\"";
  if (chance_.in_percent(30) && !last_run_.empty())
    out += ",\"execution_id\":\"" + last_run_ + "\"";
  return out + ",\"occurred_at_ms\":" + std::to_string(at_ms) + "},";
}

void Story::add_calls(Moments& moments, std::int64_t hour) {
  for (std::int64_t left = tide_.in_hour(size_.calls, hour); left > 0;) {
    const auto some = std::min(left, calls_in_request);
    left -= some;
    std::string list;
    for (std::int64_t i = 0; i < some; ++i) list += call(hour_at(hour) + chance_.below(hour_ms));
    list.back() = ']';
    const auto sent_ms = hour_at(hour + 1) - 1;
    moments.add(sent_ms, [this, sent_ms, body = R"({"usage":[)" + list + "}"] {
      as_program(sent_ms, "POST", "/tokens/usage/batch", body);
    });
  }
}

}  // namespace arris::seed
