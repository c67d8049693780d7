#include "metering/guess.h"

#include <algorithm>

namespace arris::metering {
namespace {

constexpr std::size_t run_min_bytes = 1024;
constexpr std::int64_t run_max_counted_bytes = 1500 * bytes_per_token;

// Of base64, either alphabet, as JSON writes it.
bool is_letter(char c) {
  const bool is_alphanumeric =
      (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return is_alphanumeric || c == '+' || c == '/' || c == '-' || c == '_' || c == '=' || c == '\\';
}

}  // namespace

// Looks at one byte in so many: no long run lies between two of them.
std::int64_t counted_bytes(std::string_view body) {
  constexpr std::size_t step = run_min_bytes / 2;
  auto counted = static_cast<std::int64_t>(body.size());
  std::size_t behind = 0;  // the last run
  for (std::size_t at = step; at < body.size(); at += step) {
    if (!is_letter(body[at])) continue;
    std::size_t from = at, to = at + 1;
    while (from > behind && is_letter(body[from - 1])) --from;
    while (to < body.size() && is_letter(body[to])) ++to;
    const auto run = static_cast<std::int64_t>(to - from);
    if (to - from >= run_min_bytes) counted -= run - std::min(run, run_max_counted_bytes);
    behind = at = to;
  }
  return counted;
}

}  // namespace arris::metering
