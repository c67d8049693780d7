#pragma once
// Sixteen bytes at once: WebAssembly's and x86's own instructions, or the same by a loop.

#include <bit>
#include <cstdint>
#include <cstring>
#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace arris::json {

using Sixteen = std::uint8_t __attribute__((vector_size(16)));

inline Sixteen load(const char* from) {
  Sixteen bytes;
  std::memcpy(&bytes, from, sizeof bytes);
  return bytes;
}

// The highest bit of each byte; bit 0 is the first byte's.
inline unsigned top_bits(Sixteen bytes) {
#if defined(__wasm_simd128__)
  return wasm_i8x16_bitmask(std::bit_cast<v128_t>(bytes));
#elif defined(__SSE2__)
  return static_cast<unsigned>(_mm_movemask_epi8(std::bit_cast<__m128i>(bytes)));
#else
  unsigned bits = 0;
  for (unsigned i = 0; i < 16; ++i) bits |= unsigned{bytes[i]} >> 7 << i;
  return bits;
#endif
}

// A bit for each byte that is a control character, a quote or a backslash.
inline unsigned special_bits(Sixteen bytes) {
  constexpr auto all = [](std::uint8_t byte) {
    return Sixteen{byte, byte, byte, byte, byte, byte, byte, byte,
                   byte, byte, byte, byte, byte, byte, byte, byte};
  };
  const auto special = (bytes < all(0x20)) | (bytes == all('"')) | (bytes == all('\\'));
  return top_bits(std::bit_cast<Sixteen>(special));
}

}  // namespace arris::json
