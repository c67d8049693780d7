#include "json/reader.h"

#include <algorithm>
#include <utility>

#include "core/text.h"
#include "json/put.h"

namespace arris::json {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void append_utf8(char*& out, std::uint32_t point) {
  const auto byte = [&out](std::uint32_t value) { *out++ = static_cast<char>(value); };
  if (point < 0x80) return byte(point);
  if (point < 0x800) {
    byte(0xc0 | point >> 6);
  } else {
    if (point < 0x10000) {
      byte(0xe0 | point >> 12);
    } else {
      byte(0xf0 | point >> 18);
      byte(0x80 | (point >> 12 & 63));
    }
    byte(0x80 | (point >> 6 & 63));
  }
  byte(0x80 | (point & 63));
}

}  // namespace

void Reader::blanks() {
  while (at_ < text_.size() &&
         (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t'))
    ++at_;
}

bool Reader::take(char c) {
  if (failed_ || at_ >= text_.size() || text_[at_] != c) return false;
  ++at_;
  return true;
}

Kind Reader::peek() {
  blanks();
  if (failed_ || at_ >= text_.size()) return Kind::nothing;
  switch (text_[at_]) {
    case '{':
      return Kind::object;
    case '[':
      return Kind::array;
    case '"':
      return Kind::string;
    case 't':
    case 'f':
      return Kind::boolean;
    case 'n':
      return Kind::null;
    default:
      return text_[at_] == '-' || is_digit(text_[at_]) ? Kind::number : Kind::nothing;
  }
}

std::string_view Reader::string() {
  if (!take('"')) return fail(), std::string_view();
  const std::size_t start = at_;
  bool beyond_ascii = false;
  at_ += plain_length(text_.substr(at_), beyond_ascii);
  if (at_ < text_.size() && text_[at_] == '\\') return unescape(start, beyond_ascii);
  const auto found = text_.substr(start, at_ - start);
  if (!take('"') || (beyond_ascii && !is_utf8(found))) return fail(), std::string_view();
  return found;
}

// Looks for the end first, since nothing becomes longer by having its escapes replaced.
std::string_view Reader::unescape(std::size_t start, bool beyond_ascii) {
  std::size_t end = at_;
  while (end < text_.size() && text_[end] == '\\') {
    end = std::min(end + 2, text_.size());
    end += plain_length(text_.substr(end), beyond_ascii);
  }
  char* const first = arena_.allocate(end - start + 1);
  char* out = put(first, text_.substr(start, at_ - start));
  while (at_ < end) {
    if (!escape(out)) return fail(), std::string_view();
    const auto plain = text_.substr(at_, plain_length(text_.substr(at_), beyond_ascii));
    out = put(out, plain);
    at_ += plain.size();
  }
  *out = 0;
  const std::string_view found(first, static_cast<std::size_t>(out - first));
  if (!take('"') || (beyond_ascii && !is_utf8(found))) return fail(), std::string_view();
  return found;
}

bool Reader::escape(char*& out) {
  if (++at_ >= text_.size()) return false;
  constexpr std::string_view letters = "\"\\/bfnrt", meanings = "\"\\/\b\f\n\r\t";
  const char letter = text_[at_++];
  if (const auto place = letters.find(letter); place != std::string_view::npos)
    return *out++ = meanings[place], true;
  if (letter != 'u') return false;
  const auto high = hex4();
  if (!high || *high == 0 || (*high >= 0xdc00 && *high < 0xe000)) return false;
  if (*high < 0xd800 || *high >= 0xe000) return append_utf8(out, *high), true;
  if (!take('\\') || !take('u')) return false;
  const auto low = hex4();
  if (!low || *low < 0xdc00 || *low >= 0xe000) return false;
  append_utf8(out, 0x10000 + ((*high - 0xd800) << 10) + (*low - 0xdc00));
  return true;
}

std::optional<std::uint32_t> Reader::hex4() {
  if (at_ + 4 > text_.size()) return std::nullopt;
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i) {
    const char c = text_[at_++];
    const int digit = is_digit(c)            ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return std::nullopt;
    value = value * 16 + static_cast<std::uint32_t>(digit);
  }
  return value;
}

std::string_view Reader::number() {
  const std::size_t start = at_;
  const auto digits = [this] {
    const std::size_t first = at_;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    return at_ > first;
  };
  take('-');
  const bool zero = at_ < text_.size() && text_[at_] == '0';
  if (zero ? !take('0') : !digits()) return fail(), std::string_view();
  if (take('.') && !digits()) return fail(), std::string_view();
  if (take('e') || take('E')) {
    if (!take('+')) take('-');
    if (!digits()) return fail(), std::string_view();
  }
  return text_.substr(start, at_ - start);
}

bool Reader::word(std::string_view expected) {
  if (failed_ || !text_.substr(at_).starts_with(expected)) return fail(), false;
  at_ += expected.size();
  return true;
}

bool Reader::boolean() {
  if (at_ < text_.size() && text_[at_] == 't') return word("true");
  word("false");
  return false;
}

void Reader::null() { word("null"); }

void Reader::begin_object() {
  if (!take('{') || ++depth_ > depth_max) fail();
  first_ = true;
}

void Reader::begin_array() {
  if (!take('[') || ++depth_ > depth_max) fail();
  first_ = true;
}

bool Reader::next(char close) {
  blanks();
  if (failed_) return false;
  const bool first = std::exchange(first_, false);
  if (take(close)) {
    --depth_;
    return false;
  }
  if (!first && !take(',')) return fail(), false;
  blanks();
  return true;
}

bool Reader::next_key(std::string_view& key) {
  if (!next('}')) return false;
  key = string();
  blanks();
  if (!take(':')) return fail(), false;
  return !failed_;
}

bool Reader::take_key(std::string_view key) {
  const std::size_t at = at_ + (first_ ? 0 : 1);
  if (failed_ || text_.size() < at + key.size() + 3) return false;
  const char* const from = text_.data() + at;
  if ((!first_ && from[-1] != ',') || from[0] != '"' || !is_at(from + 1, key)) return false;
  if (from[key.size() + 1] != '"' || from[key.size() + 2] != ':') return false;
  first_ = false;
  at_ = at + key.size() + 3;
  return true;
}

bool Reader::next_item() { return next(']'); }

std::string_view Reader::skip() {
  blanks();
  const std::size_t start = at_;
  skip_value();
  return failed_ ? std::string_view() : text_.substr(start, at_ - start);
}

void Reader::skip_value() {
  std::string_view key;
  switch (peek()) {
    case Kind::object:
      for (begin_object(); next_key(key);) skip_value();
      return;
    case Kind::array:
      for (begin_array(); next_item();) skip_value();
      return;
    case Kind::string:
      string();
      return;
    case Kind::number:
      number();
      return;
    case Kind::boolean:
      boolean();
      return;
    case Kind::null:
      null();
      return;
    case Kind::nothing:
      fail();
  }
}

bool Reader::at_end() {
  blanks();
  return !failed_ && at_ == text_.size();
}

}  // namespace arris::json
