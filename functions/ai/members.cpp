#include "ai/members.h"

namespace arris::ai {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

// Of numbers and of the words true, false and null.
bool is_plain(char c) {
  return std::string_view("0123456789+-.eEtrufalsn").find(c) != std::string_view::npos;
}

}  // namespace

std::optional<Member> Members::broken() {
  state_ = State::broken;
  return std::nullopt;
}

std::optional<Member> Members::end() {
  blanks();
  state_ = at_ == text_.size() ? State::ended : State::broken;
  return std::nullopt;
}

std::optional<Member> Members::next() {
  if (state_ == State::ended || state_ == State::broken) return std::nullopt;
  const bool is_first = state_ == State::before;
  blanks();
  if (is_first && !take('{')) return broken();
  state_ = State::within;
  if (is_first) blanks();
  if (take('}')) return end();
  if (!is_first && !take(',')) return broken();
  return read();
}

std::optional<Member> Members::read() {
  blanks();
  const std::size_t key = at_;
  if (!pass_string()) return broken();
  const auto name = text_.substr(key, at_ - key);
  blanks();
  if (!take(':')) return broken();
  blanks();
  const std::size_t value = at_;
  if (!pass_value()) return broken();
  return Member{name, text_.substr(value, at_ - value)};
}

void Members::blanks() {
  while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
}

bool Members::take(char c) {
  const bool is_next = at_ < text_.size() && text_[at_] == c;
  at_ += is_next;
  return is_next;
}

// A quote behind an odd number of backslashes is one of its characters.
bool Members::pass_string() {
  if (!take('"')) return false;
  const std::size_t start = at_;
  for (;;) {
    const auto quote = text_.find('"', at_);
    if (quote == std::string_view::npos) return false;
    std::size_t back = quote;
    while (back > start && text_[back - 1] == '\\') --back;
    at_ = quote + 1;
    if ((quote - back) % 2 == 0) return true;
  }
}

bool Members::pass_value() {
  const std::size_t start = at_;
  do {
    if (!pass_part()) return false;
  } while (!open_.empty());
  return at_ > start;
}

// A string, a bracket, or a run of what stands between them.
bool Members::pass_part() {
  if (at_ == text_.size()) return false;
  if (text_[at_] == '"') return pass_string();
  if (std::string_view("{}[]").find(text_[at_]) != std::string_view::npos) return pass_bracket();
  const std::size_t start = at_;
  for (; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    const bool is_between = !open_.empty() && (is_blank(c) || c == ',' || c == ':');
    if (!is_between && !is_plain(c)) break;
  }
  return at_ > start;
}

bool Members::pass_bracket() {
  const char bracket = text_[at_];
  if (bracket == '{' || bracket == '[') {
    open_ += bracket == '{' ? '}' : ']';
  } else {
    if (open_.empty() || open_.back() != bracket) return false;
    open_.pop_back();
  }
  ++at_;
  return true;
}

}  // namespace arris::ai
