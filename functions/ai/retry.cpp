#include "ai/retry.h"

#include <algorithm>

#include "core/text.h"

namespace arris::ai {
namespace {

constexpr std::int64_t too_long_ms = 86'400'000;

// "2", "0.5" and nothing else.
std::int64_t milliseconds_of(std::string_view text, std::int64_t unit_ms) {
  const auto point = text.find('.');
  const auto whole = parse_integer(text.substr(0, point));
  if (!whole || *whole < 0 || *whole > too_long_ms / unit_ms) return too_long_ms;
  return *whole * unit_ms + (point == text.npos ? 0 : unit_ms);
}

void read_header(RetrySigns& signs, const effect::Header& header, bool& has_exact) {
  const auto value = trim(header.value);
  if (header.name == "x-should-retry" && signs.advice != Advice::leave) {
    if (value == "true") signs.advice = Advice::retry;
    if (value == "false") signs.advice = Advice::leave;
  }
  if (header.name == "retry-after-ms") {
    signs.after_ms = milliseconds_of(value, 1);
    has_exact = true;
  }
  if (header.name == "retry-after" && !has_exact) signs.after_ms = milliseconds_of(value, 1000);
}

// Google says in the body how long to wait: "34s" or "34.07s".
std::optional<std::int64_t> delay_told(std::string_view body) {
  const auto at = body.find("\"retryDelay\"");
  if (at == body.npos) return std::nullopt;
  auto value = body.substr(at + 12);
  value = trim(value.substr(std::min(value.find(':'), value.size() - 1) + 1));
  if (!value.starts_with('"')) return std::nullopt;
  value = value.substr(1, value.find('"', 1) - 1);
  if (!value.ends_with('s')) return std::nullopt;
  return milliseconds_of(value.substr(0, value.size() - 1), 1000);
}

}  // namespace

TroubleMask troubles_of(std::uint16_t status) {
  if (status == 429) return mask_of(Trouble::rate_limited);
  if (status == 408) return mask_of(Trouble::timeout);
  if (status == 504) return mask_of(Trouble::timeout) | mask_of(Trouble::server_error);
  return status >= 500 ? mask_of(Trouble::server_error) : TroubleMask{};
}

RetrySigns signs_of(std::span<const effect::Header> headers, std::string_view body) {
  constexpr std::size_t looked_at_bytes = 4096;
  RetrySigns signs;
  const auto start = body.substr(0, looked_at_bytes);
  for (const std::string_view spent :
       {"\"insufficient_quota\"", "\"enforced_spend_limit_reached\""})
    if (start.find(spent) != start.npos) signs.advice = Advice::leave;
  bool has_exact = false;
  for (const auto& header : headers) read_header(signs, header, has_exact);
  if (!signs.after_ms) signs.after_ms = delay_told(start);
  return signs;
}

std::optional<std::uint32_t> wait_before(const Retries& retries, int number, TroubleMask troubles,
                                         const RetrySigns& signs, std::int64_t waited_ms,
                                         std::uint64_t draw) {
  if (number > retries.max || signs.advice == Advice::leave) return std::nullopt;
  if ((troubles & retries.on) == 0 && signs.advice != Advice::retry) return std::nullopt;
  const std::int64_t most_ms = retries.backoff_ms << (number - 1);
  std::int64_t wait_ms =
      most_ms - most_ms / 4 +
      static_cast<std::int64_t>(draw % static_cast<std::uint64_t>(most_ms / 4 + 1));
  if (signs.after_ms) wait_ms = std::max(wait_ms, *signs.after_ms);
  if (waited_ms + wait_ms > retries.wait_max_ms) return std::nullopt;
  return static_cast<std::uint32_t>(wait_ms);
}

std::optional<std::uint32_t> timeout_after(std::int64_t spent_ms, std::uint32_t timeout_ms) {
  constexpr std::int64_t call_max_ms = 295'000, attempt_min_ms = 5'000;
  const std::int64_t left_ms = call_max_ms - spent_ms;
  if (left_ms < attempt_min_ms) return std::nullopt;
  return static_cast<std::uint32_t>(std::min<std::int64_t>(timeout_ms, left_ms));
}

}  // namespace arris::ai
