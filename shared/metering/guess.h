#pragma once
// What a request is taken to use until its provider says. Pure.

#include <cstdint>
#include <string_view>

namespace arris::metering {

inline constexpr std::int64_t bytes_per_token = 4;
constexpr std::int64_t guess_tokens(std::int64_t text_bytes) {
  return (text_bytes + bytes_per_token - 1) / bytes_per_token;
}

// The bytes of a request that its tokens are guessed from. A long run of base64, as of a picture, a sound or a file, counts as
// no more than a large picture does: 1,500 tokens, about what a megapixel takes.
std::int64_t counted_bytes(std::string_view body);

}  // namespace arris::metering
