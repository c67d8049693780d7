#pragma once
// What the text scanners of this folder share: character classes and matchers of one shape at one
// place. A matcher returns the length of its shape at `at`, 0 where there is none. It reads its own
// run of characters at most once, and scanners call it at the start of a run only, so that a scan
// stays linear.

#include <cstddef>
#include <string_view>

namespace arris::redact::scan {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_alpha(char c) { return is_upper(c) || is_lower(c); }
constexpr bool is_alnum(char c) { return is_alpha(c) || is_digit(c); }
constexpr bool is_word(char c) { return is_alnum(c) || c == '_'; }
constexpr bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
constexpr bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
constexpr char lower(char c) { return is_upper(c) ? static_cast<char>(c + 32) : c; }

// The character at a place, NUL outside of the text.
constexpr char char_at(std::string_view text, std::size_t at) {
  return at < text.size() ? text[at] : '\0';
}
constexpr char char_before(std::string_view text, std::size_t at) {
  return at == 0 || at > text.size() ? '\0' : text[at - 1];
}

// The end of the run of characters of one class that starts at `at`.
template <class Class>
constexpr std::size_t run_end(std::string_view text, std::size_t at, Class in_class) {
  while (at < text.size() && in_class(text[at])) ++at;
  return at;
}

constexpr std::size_t digits(std::string_view text, std::size_t at) {
  return run_end(text, at, is_digit) - at;
}

constexpr bool is_email_char(char c) {
  return is_alnum(c) || c == '.' || c == '_' || c == '+' || c == '-' || c == '%';
}

// An e-mail address with a dot in its domain; '@' may be percent-encoded.
std::size_t match_email(std::string_view text, std::size_t at);

// Dotted decimal, and RFC 4291 text with at most one "::".
std::size_t match_ipv4(std::string_view text, std::size_t at);
std::size_t match_ipv6(std::string_view text, std::size_t at);

// scheme://anything up to white space or a closing quote; punctuation at its end is not part of it.
std::size_t match_url(std::string_view text, std::size_t at);

}  // namespace arris::redact::scan
