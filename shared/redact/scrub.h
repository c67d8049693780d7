#pragma once
// Takes personal data and secrets out of an event before it is stored. What is taken out becomes
// "[Filtered]".
//
// (1) What stands under a sensitive name goes whole: objects, headers, cookies, [name, value]
// pairs. (2) In every other text, names too, secrets go by their shape: credentials, issued keys,
// cards, IBANs,
//     social security numbers, PEM blocks, e-mail addresses, user names in URLs, and the values of
//     sensitive names in query strings, form bodies, logs and JSON inside of a string. The rest of
//     a text stays.
// (3) IP addresses of people (user.ip_address, REMOTE_ADDR, forwarding headers) go unless told to
// be kept, as
//     Sentry does by default; an address inside of a message stays: it names a machine more often.
// (4) The result is valid JSON, without blanks; NaN and Infinity become null. Scrubbing it again
// changes nothing. (5) Time is linear in the payload. (6) The event's own root fields that identify
// builds (event_id, release, dist, platform, sdk, modules,
//     debug_meta) stay.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace arris::redact {

inline constexpr std::string_view filtered = "[Filtered]";

enum class Addresses : std::uint8_t { remove, keep };

// nullopt: the payload is no JSON, is no UTF-8, or is nested deeper than JsonText::max_depth.
std::optional<std::string> scrub(std::string_view json, Addresses addresses = Addresses::remove);

// The same for one text: a title, a message.
std::string scrub_text(std::string_view text);

// The same for a text that may be JSON; where nothing is taken out it is as it came.
std::string scrub_content(std::string_view text);

// Whether secrets inside of texts go too, or what stands under a sensitive name of an object alone.
enum class Texts : std::uint8_t { scrub, keep };

// The same for JSON that is no event: it has no root fields that stay, and a number under the name
// of a token is a count. Where nothing is taken out it is as it came. nullopt as above.
std::optional<std::string> scrub_value(std::string_view json, Texts texts = Texts::scrub);

}  // namespace arris::redact
