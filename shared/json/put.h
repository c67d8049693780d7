#pragma once
// Appending to a text in the few large steps that WebAssembly likes: a `memory.copy` costs more than
// the name of a member has bytes, and a check sits on every loop's back edge.
//
// No function reads or writes a byte outside of what it is given.

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "json/sixteen.h"

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

// Makes `out` longer by what `fill(char*)` writes, at most `most` bytes; it returns the place behind.
template <class Fill>
void extend(std::string& out, std::size_t most, Fill fill) {
  const std::size_t before = out.size();
  // libstdc++ 12 passes its new capacity as the second argument, so that one is not used.
  out.resize_and_overwrite(before + most, [&](char* bytes, std::size_t) {
    return static_cast<std::size_t>(fill(bytes + before) - bytes);
  });
}

inline void append(std::string& out, std::string_view text) {
  extend(out, text.size(), [text](char* to) { return put(to, text); });
}

// Whether the bytes at `from` are `text`. REQUIRES: as many bytes at `from`
inline bool is_at(const char* from, std::string_view text) {
  const auto differs = [&]<class Word>(Word word, std::size_t at) {
    Word expected;
    std::memcpy(&word, from + at, sizeof word);
    std::memcpy(&expected, text.data() + at, sizeof expected);
    return word != expected;
  };
  const std::size_t size = text.size();
  if (size >= 8) {
    for (std::size_t at = 0; at + 8 < size; at += 8)
      if (differs(std::uint64_t{}, at)) return false;
    return !differs(std::uint64_t{}, size - 8);
  }
  if (size >= 4) return !differs(std::uint32_t{}, 0) && !differs(std::uint32_t{}, size - 4);
  for (std::size_t at = 0; at < size; ++at)
    if (from[at] != text[at]) return false;
  return true;
}

inline bool is_special(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

// How many bytes stand for themselves in a JSON string: up to the first control character, quote or
// backslash. `beyond_ascii` becomes true when one of them is not ASCII, and never false.
inline std::size_t plain_length(std::string_view text, bool& beyond_ascii) {
  std::size_t length = 0;
  unsigned high = 0;
  for (; length + 16 <= text.size(); length += 16) {
    const Sixteen bytes = load(text.data() + length);
    const unsigned special = special_bits(bytes), tops = top_bits(bytes);
    if (special != 0) {
      const auto count = static_cast<unsigned>(std::countr_zero(special));
      if (((high | (tops & ((1u << count) - 1)))) != 0) beyond_ascii = true;
      return length + count;
    }
    high |= tops;
  }
  for (; length < text.size() && !is_special(text[length]); ++length)
    high |= static_cast<unsigned char>(text[length]) & 0x80;
  if (high != 0) beyond_ascii = true;
  return length;
}

// Copies `text` while it stands for itself; null when some of it does not.
inline char* put_plain(char* to, std::string_view text) {
  const std::size_t size = text.size();
  unsigned special = 0;
  if (size < 16) {
    for (const char c : text) special |= is_special(c) || (c & 0x80) != 0;
    return special == 0 ? put(to, text) : nullptr;
  }
  for (std::size_t at = 0;; at = at + 32 <= size ? at + 16 : size - 16) {
    const Sixteen bytes = load(text.data() + at);
    special |= special_bits(bytes) | top_bits(bytes);
    std::memcpy(to + at, &bytes, 16);
    if (at + 16 == size) break;
  }
  return special == 0 ? to + size : nullptr;
}

// Writes the digits of `value`, at most 20 bytes, and returns the place behind.
inline char* put_integer(char* to, std::int64_t value) {
  constexpr std::uint64_t billion = 1'000'000'000;
  auto rest = static_cast<std::uint64_t>(value);
  if (value < 0) *to++ = '-', rest = 0 - rest;
  char digits[20];
  char* first = digits + sizeof digits;
  // Nine digits at a time, since dividing 32 bits is cheaper than 64.
  while (rest >= billion) {
    auto low = static_cast<std::uint32_t>(rest % billion);
    rest /= billion;
    for (int i = 0; i < 9; ++i, low /= 10) *--first = static_cast<char>('0' + low % 10);
  }
  auto high = static_cast<std::uint32_t>(rest);
  do *--first = static_cast<char>('0' + high % 10);
  while ((high /= 10) != 0);
  return put(to, {first, static_cast<std::size_t>(digits + sizeof digits - first)});
}

}  // namespace arris::json
