#pragma once
// What an answer to a webhook means, and when its message is sent again. Pure.
//
//   2xx delivered      410 gone: nothing is sent there any more      429, 502, 504 throttled: the endpoint rests
//   anything else failed, a redirect too; after the tenth attempt, three days later, the message is given up

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string_view>

#include "effect/frame.h"

namespace arris::notifications {

enum class Outcome : std::uint8_t {
  delivered,
  rejected,
  throttled,
  gone,
  refused,  // by the host: the address is not public
  unreachable,
  timeout
};
BOOST_DESCRIBE_ENUM(Outcome, delivered, rejected, throttled, gone, refused, unreachable, timeout)

// `failure` is none when there is an answer.
Outcome outcome_of(effect::Failure failure, unsigned status);

// Between the end of attempt `number` and the next one: the clock of Standard Webhooks, and up to a tenth more, which the
// message decides. Nothing after the last.
std::optional<std::int64_t> retry_delay_ms(std::string_view message_id, std::int64_t number);

// A Retry-After in seconds, at most a day; zero for anything else.
std::int64_t retry_after_ms(std::string_view header);

// An endpoint that a message could not reach for so long, while no other did, is given up.
inline constexpr std::int64_t patience_ms = 3 * 24 * 3'600'000ll;

}  // namespace arris::notifications
