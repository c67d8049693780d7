// An access token: no bytes may crash its reading, and what is accepted is exactly what was sent.

#include <cstdint>
#include <cstdlib>

#include "http/bearer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace arris;
  const std::string_view token(reinterpret_cast<const char*>(data), size);
  constexpr std::int64_t now_ms = 1'750'000'000'000;
  Arena arena;
  const auto read = http::read_access_token(token, now_ms, arena);
  if (!read) return 0;
  const bool holds = token.starts_with(read->signed_part) && read->signature.size() == 64 &&
                     is_uuid(read->who.session.text) && is_uuid(read->who.user.text);
  if (!holds) std::abort();
  return 0;
}
