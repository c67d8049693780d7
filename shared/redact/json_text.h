#pragma once
// A pull reader for JSON whose shape nobody promises: what SDKs send. It reads any RFC 8259 text
// and the NaN and Infinity that Python's encoder writes; it never copies what has no escape; the
// first mistake is sticky, after it every call says "nothing there". Duplicate keys are all seen.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/arena.h"

namespace arris::redact {

class JsonText {
 public:
  enum class Kind : std::uint8_t {
    object,
    array,
    string,
    number,
    boolean,
    null,
    not_a_number,
    nothing
  };

  static constexpr int max_depth = 64;

  explicit JsonText(std::string_view text) : text_(text) {}

  bool failed() const { return failed_; }
  std::size_t position() const { return at_; }

  // True when the text was read to its end without a mistake.
  bool finished();

  // What stands next; consumes blanks alone.
  Kind peek();

  // Calls member(key as written, without its quotes) for each member; it must consume the value.
  // False, and the value is skipped, when no object stands here.
  template <class Member>
  bool object(Member member) {
    if (!begin(Kind::object)) return false;
    for (bool more = !close('}'); more && !failed_; more = next('}')) {
      const std::string_view key = raw_string();
      if (!expect(':')) return true;
      member(key);
    }
    --depth_;
    return true;
  }

  // Calls element(index) for each element; it must consume the value.
  template <class Element>
  bool array(Element element) {
    if (!begin(Kind::array)) return false;
    std::size_t index = 0;
    for (bool more = !close(']'); more && !failed_; more = next(']')) element(index++);
    --depth_;
    return true;
  }

  // Consumes any value; the value as it is written, blank around it removed.
  std::string_view raw();

  // Consumes a string; its characters as they are written. Empty on a mistake.
  std::string_view raw_string();

  // Consumes any value; a string is decoded, numbers and booleans are as written, the rest is "".
  std::string_view text(Arena& arena);

  // Consumes any value; nullopt unless it is what is asked for.
  std::optional<std::int64_t> integer();
  std::optional<bool> boolean();

 private:
  bool begin(Kind kind);
  bool close(char bracket);
  bool next(char bracket);
  bool expect(char c);
  void fail() { failed_ = true; }
  void skip_blanks();
  void skip_string();
  void skip_number();
  void skip_word(std::string_view word);
  void skip_value();

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool failed_ = false;
};

// What the characters between two quotes mean. Half a surrogate pair becomes U+FFFD. REQUIRES:
// well-formed.
std::string unescape_json(std::string_view raw);

// Appends a string with its quotes.
void append_json_string(std::string& out, std::string_view text);

}  // namespace arris::redact
