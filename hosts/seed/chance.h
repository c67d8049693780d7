#pragma once
// Chance that is the same everywhere: a generator that is made of a text gives the same numbers on every machine.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace arris::seed {

class Chance {
 public:
  explicit Chance(std::string_view text) {
    for (const char c : text) state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    next();
  }

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  // From 0 up to, and without, `end`.
  std::int64_t below(std::int64_t end) {
    return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(end));
  }
  std::int64_t between(std::int64_t first, std::int64_t last) {
    return first + below(last - first + 1);
  }
  bool in_percent(std::int64_t percent) { return below(100) < percent; }

  template <class T, std::size_t n>
  const T& pick(const T (&list)[n]) {
    return list[below(n)];
  }
  // The first are picked most: the place is the smaller of two, squared towards the start.
  template <class T, std::size_t n>
  const T& pick_skewed(const T (&list)[n]) {
    return list[skewed(n)];
  }
  std::int64_t skewed(std::int64_t end) { return below(below(end) + 1); }

  std::string bytes(std::size_t size) {
    std::string out;
    while (out.size() < size) {
      const std::uint64_t word = next();
      for (int i = 0; i < 8 && out.size() < size; ++i)
        out += static_cast<char>(word >> (8 * i) & 0xff);
    }
    return out;
  }

 private:
  std::uint64_t state_ = 0xcbf29ce484222325;
};

}  // namespace arris::seed
