#include "redact/json_text.h"

#include "core/text.h"
#include "redact/scan.h"

namespace arris::redact {
namespace {

using namespace scan;

constexpr std::string_view not_numbers[] = {"NaN", "Infinity", "-Infinity"};

int hex_value(char c) { return is_digit(c) ? c - '0' : lower(c) - 'a' + 10; }

std::uint32_t hex4(std::string_view raw, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    value = value * 16 + static_cast<std::uint32_t>(hex_value(char_at(raw, at + i)));
  }
  return value;
}

void append_utf8(std::string& out, std::uint32_t point) {
  const auto tail = [&](int shift) {
    out.push_back(static_cast<char>(0x80 | ((point >> shift) & 63)));
  };
  if (point < 0x80) {
    out.push_back(static_cast<char>(point));
  } else if (point < 0x800) {
    out.push_back(static_cast<char>(0xc0 | (point >> 6)));
    tail(0);
  } else if (point < 0x10000) {
    out.push_back(static_cast<char>(0xe0 | (point >> 12)));
    tail(6), tail(0);
  } else {
    out.push_back(static_cast<char>(0xf0 | (point >> 18)));
    tail(12), tail(6), tail(0);
  }
}

// Decodes \uXXXX at the backslash; returns the characters that it took.
std::size_t append_unicode(std::string& out, std::string_view raw, std::size_t at) {
  const std::uint32_t unit = hex4(raw, at + 2);
  if (unit < 0xd800 || unit > 0xdfff) {
    append_utf8(out, unit);
    return 6;
  }
  const bool paired = unit < 0xdc00 && raw.substr(at + 6, 2) == "\\u" && at + 12 <= raw.size();
  const std::uint32_t low = paired ? hex4(raw, at + 8) : 0;
  if (low < 0xdc00 || low > 0xdfff) {
    append_utf8(out, 0xfffd);
    return 6;
  }
  append_utf8(out, 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00));
  return 12;
}

char unescaped(char c) {
  constexpr std::string_view names = "bfnrt", values = "\b\f\n\r\t";
  const std::size_t at = names.find(c);
  return at == std::string_view::npos ? c : values[at];
}

}  // namespace

void JsonText::skip_blanks() {
  at_ = run_end(text_, at_, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
}

bool JsonText::finished() {
  skip_blanks();
  return !failed_ && at_ == text_.size();
}

JsonText::Kind JsonText::peek() {
  skip_blanks();
  if (failed_) return Kind::nothing;
  const char c = char_at(text_, at_);
  if (c == '{') return Kind::object;
  if (c == '[') return Kind::array;
  if (c == '"') return Kind::string;
  if (c == 't' || c == 'f') return Kind::boolean;
  if (c == 'n') return Kind::null;
  for (const std::string_view word : not_numbers) {
    if (text_.substr(at_, word.size()) == word) return Kind::not_a_number;
  }
  return c == '-' || is_digit(c) ? Kind::number : Kind::nothing;
}

bool JsonText::expect(char c) {
  skip_blanks();
  if (failed_ || char_at(text_, at_) != c) return fail(), false;
  ++at_;
  return true;
}

bool JsonText::begin(Kind kind) {
  if (peek() != kind) return skip_value(), false;
  if (++depth_ > max_depth) return fail(), false;
  ++at_;
  return true;
}

bool JsonText::close(char bracket) {
  skip_blanks();
  if (char_at(text_, at_) != bracket) return false;
  ++at_;
  return true;
}

// Behind a value: true when another one follows.
bool JsonText::next(char bracket) {
  if (failed_ || close(bracket)) return false;
  return expect(',');
}

std::string_view JsonText::raw_string() {
  skip_blanks();
  const std::size_t start = at_;
  skip_string();
  return failed_ ? std::string_view() : text_.substr(start + 1, at_ - start - 2);
}

void JsonText::skip_string() {
  if (!expect('"')) return;
  for (; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    if (c == '"') return void(++at_);
    if (static_cast<unsigned char>(c) < 0x20) return fail();
    if (c != '\\') continue;
    const char escape = char_at(text_, ++at_);
    if (escape == 'u') {
      if (run_end(text_.substr(0, at_ + 5), at_ + 1, is_hex) != at_ + 5) return fail();
      at_ += 4;
    } else if (escape == '\0' ||
               std::string_view("\"\\/bfnrt").find(escape) == std::string_view::npos) {
      return fail();
    }
  }
  fail();
}

void JsonText::skip_number() {
  if (char_at(text_, at_) == '-') ++at_;
  const std::size_t whole = digits(text_, at_);
  if (whole == 0 || (whole > 1 && text_[at_] == '0')) return fail();
  at_ += whole;
  if (char_at(text_, at_) == '.') {
    const std::size_t fraction = digits(text_, ++at_);
    if (fraction == 0) return fail();
    at_ += fraction;
  }
  if (lower(char_at(text_, at_)) != 'e') return;
  ++at_;
  if (char_at(text_, at_) == '-' || char_at(text_, at_) == '+') ++at_;
  const std::size_t power = digits(text_, at_);
  if (power == 0) return fail();
  at_ += power;
}

void JsonText::skip_word(std::string_view word) {
  if (text_.substr(at_, word.size()) != word) return fail();
  at_ += word.size();
}

void JsonText::skip_value() {
  switch (peek()) {
    case Kind::object:
      object([this](std::string_view) { skip_value(); });
      break;
    case Kind::array:
      array([this](std::size_t) { skip_value(); });
      break;
    case Kind::string:
      skip_string();
      break;
    case Kind::number:
      skip_number();
      break;
    case Kind::boolean:
      skip_word(text_[at_] == 't' ? "true" : "false");
      break;
    case Kind::null:
      skip_word("null");
      break;
    case Kind::not_a_number:
      skip_word(text_[at_] == 'N' ? "NaN" : text_[at_] == '-' ? "-Infinity" : "Infinity");
      break;
    case Kind::nothing:
      fail();
      break;
  }
}

std::string_view JsonText::raw() {
  skip_blanks();
  const std::size_t start = at_;
  skip_value();
  return failed_ ? std::string_view() : text_.substr(start, at_ - start);
}

std::string_view JsonText::text(Arena& arena) {
  const Kind kind = peek();
  if (kind == Kind::string) {
    const std::string_view raw_text = raw_string();
    if (raw_text.find('\\') == std::string_view::npos) return raw_text;
    return arena.keep(unescape_json(raw_text));
  }
  const std::string_view written = raw();
  return kind == Kind::number || kind == Kind::boolean ? written : std::string_view();
}

std::optional<std::int64_t> JsonText::integer() {
  const Kind kind = peek();
  std::string_view written = raw();
  if (kind == Kind::string && written.size() > 2) written = written.substr(1, written.size() - 2);
  return parse_integer(written.substr(0, written.find('.')));
}

std::optional<bool> JsonText::boolean() {
  const bool is_boolean = peek() == Kind::boolean;
  const std::string_view written = raw();
  if (!is_boolean || failed_) return {};
  return written == "true";
}

std::string unescape_json(std::string_view raw) {
  std::string out;
  out.reserve(raw.size());
  for (std::size_t at = 0; at < raw.size();) {
    if (raw[at] != '\\') {
      out.push_back(raw[at++]);
    } else if (char_at(raw, at + 1) == 'u') {
      at += append_unicode(out, raw, at);
    } else {
      out.push_back(unescaped(char_at(raw, at + 1)));
      at += 2;
    }
  }
  return out;
}

void append_json_string(std::string& out, std::string_view text) {
  constexpr std::string_view hex_digits = "0123456789abcdef";
  out.push_back('"');
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out.push_back('\\');
      out.push_back(c);
    } else if (byte < 0x20) {
      out.append("\\u00");
      out.push_back(hex_digits[byte >> 4]);
      out.push_back(hex_digits[byte & 15]);
    } else {
      out.push_back(c);
    }
  }
  out.push_back('"');
}

}  // namespace arris::redact
