#include "json/reader.h"

#include <utility>

#include "core/text.h"
#include "json/put.h"

namespace arris::json {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void append_utf8(std::string& out, std::uint32_t point) {
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xc0 | point >> 6);
    out += static_cast<char>(0x80 | (point & 63));
  } else if (point < 0x10000) {
    out += static_cast<char>(0xe0 | point >> 12);
    out += static_cast<char>(0x80 | (point >> 6 & 63));
    out += static_cast<char>(0x80 | (point & 63));
  } else {
    out += static_cast<char>(0xf0 | point >> 18);
    out += static_cast<char>(0x80 | (point >> 12 & 63));
    out += static_cast<char>(0x80 | (point >> 6 & 63));
    out += static_cast<char>(0x80 | (point & 63));
  }
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
  bool ascii = true;
  at_ += plain_length(text_.substr(at_));
  for (; at_ < text_.size(); ++at_) {
    const auto byte = static_cast<unsigned char>(text_[at_]);
    if (byte == '"') {
      const auto found = text_.substr(start, at_ - start);
      if (!ascii && !is_utf8(found)) return fail(), std::string_view();
      ++at_;
      return found;
    }
    if (byte == '\\') return unescape(start);
    if (byte < 0x20) break;
    ascii = ascii && byte < 0x80;
  }
  return fail(), std::string_view();
}

std::string_view Reader::unescape(std::size_t start) {
  std::string out(text_.substr(start, at_ - start));
  while (at_ < text_.size() && text_[at_] != '"') {
    if (const auto plain = plain_length(text_.substr(at_)); plain > 0) {
      append(out, text_.substr(at_, plain));
      at_ += plain;
      continue;
    }
    if (static_cast<unsigned char>(text_[at_]) < 0x20) return fail(), std::string_view();
    if (text_[at_] != '\\') {
      out += text_[at_++];
    } else if (!escape(out)) {
      return fail(), std::string_view();
    }
  }
  if (!take('"') || !is_utf8(out)) return fail(), std::string_view();
  return arena_.keep(out);
}

bool Reader::escape(std::string& out) {
  if (++at_ >= text_.size()) return false;
  constexpr std::string_view letters = "\"\\/bfnrt", meanings = "\"\\/\b\f\n\r\t";
  const char letter = text_[at_++];
  if (const auto place = letters.find(letter); place != std::string_view::npos)
    return out += meanings[place], true;
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
