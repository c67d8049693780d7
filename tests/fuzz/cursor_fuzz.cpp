// Any cursor and any token is read or refused, without a fault.

#include <cstdint>

#include "http/bearer.h"
#include "http/cursor.h"

using namespace arris;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Arena arena;
  (void)http::read_cursor(text, "fingerprint", arena);
  (void)http::read_access_token(text, 1'750'000'000'000, arena);
  return 0;
}
