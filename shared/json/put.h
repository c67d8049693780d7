#pragma once
// Appending to a text in the few large steps that WebAssembly likes: a `memory.copy` costs more than
// the name of a member has bytes, and a check sits on every loop's back edge.
//
// No function reads or writes a byte outside of what it is given.

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace arris::json {

// Copies `text` to `to` and returns the place behind it.
inline char* put(char* to, std::string_view text) {
  const char* from = text.data();
  const std::size_t size = text.size();
  if (size >= 16) {
    for (std::size_t i = 0; i + 16 < size; i += 16) std::memcpy(to + i, from + i, 16);
    std::memcpy(to + size - 16, from + size - 16, 16);
  } else if (size >= 8) {
    std::uint64_t first, last;
    std::memcpy(&first, from, 8);
    std::memcpy(&last, from + size - 8, 8);
    std::memcpy(to, &first, 8);
    std::memcpy(to + size - 8, &last, 8);
  } else if (size >= 4) {
    std::uint32_t first, last;
    std::memcpy(&first, from, 4);
    std::memcpy(&last, from + size - 4, 4);
    std::memcpy(to, &first, 4);
    std::memcpy(to + size - 4, &last, 4);
  } else {
    for (std::size_t i = 0; i < size; ++i) to[i] = from[i];
  }
  return to + size;
}

// Makes `out` longer by `size` bytes, which `fill(char*)` writes, all of them.
template <class Fill>
void extend(std::string& out, std::size_t size, Fill fill) {
  const std::size_t before = out.size();
  // libstdc++ 12 passes its new capacity as the second argument, so that one is not used.
  out.resize_and_overwrite(before + size, [&](char* bytes, std::size_t) {
    fill(bytes + before);
    return before + size;
  });
}

inline void append(std::string& out, std::string_view text) {
  extend(out, text.size(), [text](char* to) { put(to, text); });
}

// How many bytes stand for themselves in a JSON string: up to the first control character, quote,
// backslash or byte of a character beyond ASCII. Eight at a time.
inline std::size_t plain_length(std::string_view text) {
  constexpr std::uint64_t ones = 0x0101010101010101, tops = ones << 7;
  std::size_t length = 0;
  for (std::uint64_t word; length + 8 <= text.size(); length += 8) {
    std::memcpy(&word, text.data() + length, 8);
    const std::uint64_t control = word - ones * 0x20, quote = (word ^ ones * '"') - ones,
                        backslash = (word ^ ones * '\\') - ones;
    if (((control | quote | backslash | word) & tops) != 0) break;
  }
  for (; length < text.size(); ++length) {
    const auto byte = static_cast<unsigned char>(text[length]);
    if (byte < 0x20 || byte == '"' || byte == '\\' || byte >= 0x80) break;
  }
  return length;
}

}  // namespace arris::json
