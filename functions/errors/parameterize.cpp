#include "errors/parameterize.h"

#include <algorithm>

#include "core/text.h"
#include "errors/moment.h"
#include "redact/scan.h"

namespace arris::errors {

using namespace redact;
namespace {

using namespace scan;

constexpr std::size_t line_bytes = 1024;

bool ends_word(std::string_view text, std::size_t at) { return !is_word(char_at(text, at)); }
bool starts_word(std::string_view text, std::size_t at) { return !is_word(char_before(text, at)); }

std::size_t email(std::string_view text, std::size_t at) {
  return is_email_char(char_before(text, at)) ? 0 : match_email(text, at);
}

std::size_t url(std::string_view text, std::size_t at) {
  return starts_word(text, at) ? match_url(text, at) : 0;
}

std::size_t ip(std::string_view text, std::size_t at) {
  const char before = char_before(text, at);
  if (is_word(before) || before == '.' || before == ':') return 0;
  const std::size_t v4 = match_ipv4(text, at);
  return v4 != 0 ? v4 : match_ipv6(text, at);
}

// Names that end like this are hosts, in lower case only: "System.IO" is a class.
constexpr std::string_view top_domains[] = {
    "com", "net", "org", "io",  "co",    "dev",     "app",  "ai",       "cloud",
    "edu", "gov", "mil", "int", "info",  "uk",      "de",   "fr",       "jp",
    "us",  "ru",  "ch",  "it",  "nl",    "se",      "es",   "eu",       "in",
    "br",  "cn",  "au",  "ca",  "local", "example", "test", "internal", "invalid"};

bool is_host_char(char c) { return is_alnum(c) || c == '-' || c == '.'; }

std::size_t hostname(std::string_view text, std::size_t at) {
  const char before = char_before(text, at);
  if (is_host_char(before) || before == '_' || !is_alnum(char_at(text, at))) return 0;
  std::size_t end = run_end(text, at, is_host_char);
  while (end > at && !is_alnum(text[end - 1])) --end;
  const std::string_view name = text.substr(at, end - at);
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || name.find("..") != std::string_view::npos) return 0;
  const char next = char_at(text, end);
  if (next == '_' || next == '(') return 0;  // a member or a call
  return std::ranges::find(top_domains, name.substr(dot + 1)) != std::end(top_domains) ? name.size()
                                                                                       : 0;
}

// Hexadecimal digits of the given lengths between hyphens: 8-4-4-4-12.
std::size_t uuid(std::string_view text, std::size_t at) {
  if (!starts_word(text, at)) return 0;
  std::size_t end = at;
  for (const std::size_t length : {8, 4, 4, 4, 12}) {
    if (end != at) {
      if (char_at(text, end) != '-') return 0;
      ++end;
    }
    for (std::size_t i = 0; i < length; ++i) {
      if (!is_hex(char_at(text, end++))) return 0;
    }
  }
  return ends_word(text, end) ? end - at : 0;
}

std::size_t hex_word(std::string_view text, std::size_t at) {
  if (!starts_word(text, at)) return 0;
  const std::size_t end = run_end(text, at, is_hex);
  return ends_word(text, end) ? end - at : 0;
}

std::size_t sha1(std::string_view text, std::size_t at) {
  return hex_word(text, at) == 40 ? 40 : 0;
}

std::size_t md5(std::string_view text, std::size_t at) { return hex_word(text, at) == 32 ? 32 : 0; }

// 0x and digits; or at least 8 digits of which some are letters and some are not: "deadbeef" is a
// word.
std::size_t hex(std::string_view text, std::size_t at) {
  if (char_at(text, at) == '0' && lower(char_at(text, at + 1)) == 'x' && starts_word(text, at)) {
    const std::size_t end = run_end(text, at + 2, is_hex);
    return end > at + 2 && ends_word(text, end) ? end - at : 0;
  }
  const std::size_t length = hex_word(text, at);
  const std::string_view word = text.substr(at, length);
  const bool mixed = std::ranges::any_of(word, is_alpha) && std::ranges::any_of(word, is_digit);
  return length >= 8 && mixed ? length : 0;
}

constexpr std::string_view time_units[] = {"ms",  "us",   "ns",  "s",    "m",  "h",  "d",
                                           "sec", "secs", "min", "mins", "hr", "hrs"};

// Digits with a fraction; 0 without a digit.
std::size_t plain_number(std::string_view text, std::size_t at) {
  std::size_t length = digits(text, at);
  if (length == 0) return 0;
  if (char_at(text, at + length) == '.' && is_digit(char_at(text, at + length + 1))) {
    length += 1 + digits(text, at + length + 1);
  }
  return length;
}

// 250ms, 1.5s, 1h2m3.5s
std::size_t duration(std::string_view text, std::size_t at) {
  if (!starts_word(text, at)) return 0;
  std::size_t end = at;
  while (const std::size_t number = plain_number(text, end)) {
    const std::size_t unit_end = run_end(text, end + number, is_alpha);
    const std::string_view unit = text.substr(end + number, unit_end - end - number);
    if (std::ranges::find(time_units, unit) == std::end(time_units)) return 0;
    end = unit_end;
  }
  return end > at && ends_word(text, end) ? end - at : 0;
}

// A sign belongs to a number unless it joins it to a word: "worker-3" has the number 3.
std::size_t sign(std::string_view text, std::size_t at) {
  const char c = char_at(text, at);
  if (c != '-' && c != '+') return 0;
  const char before = char_before(text, at);
  return is_word(before) || before == '>' || before == '-' ? 0 : 1;
}

std::size_t exponent(std::string_view text, std::size_t at) {
  if (lower(char_at(text, at)) != 'e') return 0;
  const char next = char_at(text, at + 1);
  const std::size_t signs = next == '-' || next == '+' ? 1 : 0;
  const std::size_t length = digits(text, at + 1 + signs);
  return length == 0 ? 0 : 1 + signs + length;
}

std::size_t float_number(std::string_view text, std::size_t at) {
  const std::size_t start = at + sign(text, at);
  if (!starts_word(text, start) || !is_digit(char_at(text, start))) return 0;
  const std::size_t number = plain_number(text, start);
  const std::size_t power = exponent(text, start + number);
  const bool fraction = text.substr(start, number).find('.') != std::string_view::npos;
  const std::size_t end = start + number + power;
  return (fraction || power != 0) && ends_word(text, end) ? end - at : 0;
}

// 17, -3, 1,234,567
std::size_t int_number(std::string_view text, std::size_t at) {
  const std::size_t start = at + sign(text, at);
  if (!starts_word(text, start)) return 0;
  std::size_t end = start + digits(text, start);
  if (end == start) return 0;
  while (char_at(text, end) == ',' &&
         digits(text.substr(0, std::min(text.size(), end + 5)), end + 1) == 3) {
    end += 4;
  }
  return ends_word(text, end) ? end - at : 0;
}

std::size_t quoted(std::string_view text, std::size_t at) {
  const char quote = char_at(text, at);
  if ((quote != '"' && quote != '\'') || char_before(text, at) != '=') return 0;
  const std::size_t end = text.find(quote, at + 1);
  return end == std::string_view::npos ? 0 : end + 1 - at;
}

std::size_t boolean(std::string_view text, std::size_t at) {
  if (char_before(text, at) != '=') return 0;
  for (const std::string_view word : {"true", "false", "True", "False"}) {
    if (text.substr(at, word.size()) == word && ends_word(text, at + word.size()))
      return word.size();
  }
  return 0;
}

std::size_t date(std::string_view text, std::size_t at) {
  return starts_word(text, at) ? match_moment(text, at) : 0;
}

struct Rule {
  std::size_t (*match)(std::string_view, std::size_t);
  std::string_view placeholder;
};

// The first rule that matches wins: a shape stands before those that match a part of it.
constexpr Rule rules[] = {
    {quoted, "<quoted_str>"},  {boolean, "<bool>"},  {url, "<url>"}, {email, "<email>"},
    {uuid, "<uuid>"},          {date, "<date>"},     {ip, "<ip>"},   {hostname, "<hostname>"},
    {sha1, "<sha1>"},          {md5, "<md5>"},       {hex, "<hex>"}, {duration, "<duration>"},
    {float_number, "<float>"}, {int_number, "<int>"}};

// What no shape starts with is copied without asking the rules.
bool may_start(char c) {
  return is_alnum(c) || c == '-' || c == '+' || c == ':' || c == '"' || c == '\'' || c == '_';
}

std::size_t replace(std::string_view text, std::size_t at, std::string& out) {
  if (is_word(char_before(text, at)) || !may_start(text[at])) return 0;
  for (const Rule& rule : rules) {
    if (const std::size_t length = rule.match(text, at); length != 0) {
      out.append(rule.placeholder);
      return length;
    }
  }
  return 0;
}

}  // namespace

std::string parameterize(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = replace(text, at, out);
    if (length == 0) out.push_back(text[at]);
    at += std::max<std::size_t>(length, 1);
  }
  return out;
}

std::string_view first_line(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = trim(text.substr(0, end));
    if (!line.empty()) return clip_utf8(line, line_bytes);
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return {};
}

}  // namespace arris::errors
