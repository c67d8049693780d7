#pragma once
// A strict pull parser of RFC 8259 text: valid UTF-8, no lone surrogate, nothing behind the value,
// at most depth_max levels. The first mistake is sticky; after it everything reads as absent.
// Linear time: each byte is seen once, and once more where an escape has to be replaced. Strings
// without an escape are views into the text.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/arena.h"

namespace arris::json {

enum class Kind : std::uint8_t { object, array, string, number, boolean, null, nothing };

class Reader {
 public:
  static constexpr int depth_max = 64;

  // The text outlives the reader and what it returned.
  Reader(std::string_view text, Arena& arena) : text_(text), arena_(arena) {}

  // Where texts live that had escapes.
  Arena& arena() { return arena_; }
  bool failed() const { return failed_; }
  // Where the first mistake is, in bytes.
  std::size_t position() const { return at_; }
  // What was not read yet.
  std::string_view rest() const { return text_.substr(at_); }
  // The kind of the value that follows; skips blanks before it.
  Kind peek();

  // REQUIRES of each: peek() said so.
  std::string_view string();
  std::string_view number();  // as written
  bool boolean();
  void null();

  // for (reader.begin_object(); reader.next_key(key);) { ... the value ... }
  void begin_object();
  bool next_key(std::string_view& key);
  // Passes `"key":` where exactly that comes next; false says nothing about what does.
  bool take_key(std::string_view key);
  void begin_array();
  bool next_item();

  // Passes any value, checking it; returns it as written.
  std::string_view skip();
  // True when nothing but blanks follows.
  bool at_end();
  void fail() { failed_ = true; }

 private:
  void blanks();
  bool take(char c);
  bool word(std::string_view expected);
  bool next(char close);
  std::string_view unescape(std::size_t start, bool beyond_ascii);
  bool escape(char*& out);
  std::optional<std::uint32_t> hex4();
  void skip_value();

  std::string_view text_;
  Arena& arena_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool first_ = false;
  bool failed_ = false;
};

}  // namespace arris::json
