#pragma once
// The members of a JSON object as they are written, for a text that is passed on and not understood: half a character or a NUL
// as an escape, and a value however deep, are the provider's to refuse. What is neither JSON nor blank outside of strings ends
// it, so that no reader that is kinder than JSON finds other members. Linear time, no recursion. Pure.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace arris::ai {

struct Member {
  std::string_view key;    // with its quotes
  std::string_view value;  // as written, without the blanks around it
};

class Members {
 public:
  explicit Members(std::string_view text) : text_(text) {}

  // Nothing behind the last one, or where the first mistake is.
  std::optional<Member> next();
  // After the last one: the text was one object and nothing else.
  bool is_whole() const { return state_ == State::ended; }
  // Where the first mistake is, in bytes.
  std::size_t position() const { return at_; }

 private:
  enum class State { before, within, ended, broken };

  std::optional<Member> broken();
  std::optional<Member> end();
  std::optional<Member> read();
  void blanks();
  bool take(char c);
  bool pass_string();
  bool pass_value();
  bool pass_part();
  bool pass_bracket();

  const std::string_view text_;
  std::size_t at_ = 0;
  State state_ = State::before;
  std::string open_;  // the brackets that close what is open, the innermost last
};

}  // namespace arris::ai
