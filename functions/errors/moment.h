#pragma once
// Dates and times as text: where one stands (for parameterize) and which instant it names (for
// events).

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace arris::errors {

// The length of a date, a time of day, or both, in the notations that logs use; 0 where there is
// none.
std::size_t match_moment(std::string_view text, std::size_t at);

// RFC 3339, also with a blank for 'T' and without a zone (then UTC), as SDKs send it. Unix
// milliseconds.
std::optional<std::int64_t> parse_rfc3339_ms(std::string_view text);

// Seconds since 1970 with a fraction, as decimal text without an exponent. Milliseconds, rounded
// down.
std::optional<std::int64_t> parse_unix_seconds_ms(std::string_view text);

// When an event happened, by our clock: what the client's clock was off when it sent is taken away,
// but for up to a minute, which is the network's. From 30 days before it arrived to an hour ahead
// the result is believed; else it is the time of its arrival.
std::int64_t event_time_ms(std::int64_t at_ms, std::optional<std::int64_t> sent_at_ms,
                           std::int64_t received_at_ms);

}  // namespace arris::errors
