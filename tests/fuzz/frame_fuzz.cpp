// Whatever a frame's bytes are, decoding ends, and what decodes is written again as it was.

#include <cstdint>
#include <cstdlib>

#include "effect/frame.h"

using namespace arris;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto outcome = effect::decode_outcome(bytes)) {
    std::string again;
    effect::encode(again, outcome.value());
    if (again != bytes) std::abort();
  }
  (void)effect::decode_event(bytes);
  (void)effect::decode_results(bytes);
  (void)effect::decode_answer<effect::SqlAnswer>(bytes);
  return 0;
}
