#include "tokens/spans.h"

#include <algorithm>
#include <iterator>

namespace arris::tokens {
namespace {

constexpr std::string_view kinds[][2] = {
    {"total", "total_day"}, {"model", "model_day"},       {"provider", "provider_day"},
    {"agent", "agent_day"}, {"pipeline", "pipeline_day"}, {"key", "key_day"},
    {"user", "user_day"},
};

}  // namespace

std::string_view days_of(std::string_view kind) {
  const auto* found = std::ranges::find(kinds, kind, [](const auto& pair) { return pair[0]; });
  return found == std::end(kinds) ? std::string_view() : (*found)[1];
}

std::vector<Span> spans_of(std::string_view kind, TimeRange range, std::int64_t step_ms,
                           std::int64_t shift_ms) {
  const std::int64_t first_ms = round_down(range.from_ms + day_ms - 1, day_ms);
  const std::int64_t last_ms = round_down(range.to_ms, day_ms);
  const bool by_days = step_ms % day_ms == 0 && shift_ms % day_ms == 0;
  if (!by_days || first_ms >= last_ms || days_of(kind).empty())
    return {{kind, range.from_ms, range.to_ms}};
  return {{kind, range.from_ms, first_ms},
          {days_of(kind), first_ms, last_ms},
          {kind, last_ms, range.to_ms}};
}

}  // namespace arris::tokens
