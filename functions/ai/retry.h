#pragma once
// Whether another attempt may help a call, and when. Pure.

#include <span>
#include <string_view>

#include "ai/rules.h"
#include "effect/frame.h"

namespace arris::ai {

// Nothing for an answer that another attempt would not better.
TroubleMask troubles_of(std::uint16_t status);

// What a provider says of trying again: in `x-should-retry`, `retry-after-ms`, `retry-after`, in Google's `retryDelay`, and by
// the code of an account that is used up.
enum class Advice : std::uint8_t { none, retry, leave };
struct RetrySigns {
  Advice advice = Advice::none;
  std::optional<std::int64_t> after_ms;  // a time that is no number of seconds is taken as too long
};
RetrySigns signs_of(std::span<const effect::Header> headers, std::string_view body);

// How long to wait before retry `number`, 1 for the first; nothing when there shall be none. `waited_ms` is what the call has
// waited already, `draw` any number: up to a quarter of the wait is left to chance.
std::optional<std::uint32_t> wait_before(const Retries& retries, int number, TroubleMask troubles,
                                         const RetrySigns& signs, std::int64_t waited_ms,
                                         std::uint64_t draw);

// How long an attempt may take in a call that has taken `spent_ms` already; nothing when it is too late for one. A call ends
// some seconds before its route's 300 s, so that it is logged.
std::optional<std::uint32_t> timeout_after(std::int64_t spent_ms, std::uint32_t timeout_ms);

}  // namespace arris::ai
