#pragma once
// Field types that carry their constraint, so that validation and schema come from one place.

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace arris::json {

// Text of Min to Max bytes of UTF-8.
template <std::size_t Min, std::size_t Max>
struct Text {
  std::string_view text;
  operator std::string_view() const { return text; }
};

// What something is called: 1 to Max bytes of UTF-8, not blanks alone.
template <std::size_t Max>
struct Name {
  std::string_view text;
  operator std::string_view() const { return text; }
};

// Beyond it no JSON number and no REAL of a database holds every integer.
inline constexpr std::int64_t integer_max = (INT64_C(1) << 53) - 1;

// An integer from Min to Max; std::int64_t is one from -integer_max to integer_max.
template <std::int64_t Min, std::int64_t Max>
struct Integer {
  std::int64_t value = Min;
};

// Min to Max items.
template <class T, std::size_t Min, std::size_t Max>
struct List {
  std::vector<T> items;
};

// An address of the shape that browsers accept: one @, no blanks, a dot in the domain's middle; at
// most 254 bytes.
struct Email {
  std::string_view text;
  operator std::string_view() const { return text; }
};

// A member that is left out when it is absent; std::optional is written as null.
template <class T>
struct Maybe : std::optional<T> {
  using std::optional<T>::optional;
};

// A JSON value as it is written, checked to be one that every reader understands alike (json/raw.h).
struct Raw {
  std::string_view text;
};

// The same in an answer: it was checked when it was kept. REQUIRES: never read
struct Written {
  std::string_view text;
};

struct MapEntry {
  std::string_view key;
};

// An object with any keys, each once, in the order read. At most map_entries_max.
template <class T>
struct Map {
  struct Entry : MapEntry {
    T value{};
  };
  std::vector<Entry> entries;
};
inline constexpr std::size_t map_entries_max = 200;

}  // namespace arris::json
