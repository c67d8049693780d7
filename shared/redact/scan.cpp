#include "redact/scan.h"

#include <algorithm>

namespace arris::redact::scan {
namespace {

// "@" or "%40"; the length of what separates an e-mail's parts, else 0.
std::size_t at_sign(std::string_view text, std::size_t at) {
  if (char_at(text, at) == '@') return 1;
  return text.substr(at, 3) == "%40" ? 3 : 0;
}

bool is_local_char(char c) { return is_alnum(c) || c == '.' || c == '_' || c == '+' || c == '-'; }
bool is_domain_char(char c) { return is_alnum(c) || c == '.' || c == '-'; }

// A domain has labels of letters, digits and hyphens, and ends in at least two letters.
std::size_t match_domain(std::string_view text, std::size_t at) {
  std::size_t end = run_end(text, at, is_domain_char);
  while (end > at && !is_alnum(text[end - 1])) --end;
  const std::string_view domain = text.substr(at, end - at);
  const std::size_t dot = domain.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || !is_alnum(domain[0])) return 0;
  const std::string_view top = domain.substr(dot + 1);
  return top.size() >= 2 && std::ranges::all_of(top, is_alnum) && is_alpha(top[0]) ? end - at : 0;
}

std::size_t hex_group(std::string_view text, std::size_t at) {
  const std::size_t length = run_end(text, at, is_hex) - at;
  return length <= 4 ? length : 0;
}

struct Groups {
  std::size_t count = 0;
  std::size_t end = 0;
  bool gap = false;    // "::" was seen
  bool digit = false;  // what tells an address from a C++ scope
};

// Reads one group and the colons behind it; false at the end of the address.
bool read_group(std::string_view text, Groups& groups) {
  if (const std::size_t dotted = match_ipv4(text, groups.end); dotted != 0) {
    groups.end += dotted;
    groups.count += 2;
    groups.digit = true;
    return false;
  }
  const std::size_t length = hex_group(text, groups.end);
  if (length == 0) return false;
  const std::string_view group = text.substr(groups.end, length);
  groups.digit = groups.digit || std::ranges::any_of(group, is_digit);
  groups.end += length;
  ++groups.count;
  return groups.count < 8;
}

bool read_colons(std::string_view text, Groups& groups) {
  if (char_at(text, groups.end) != ':') return false;
  if (char_at(text, groups.end + 1) == ':') {
    if (groups.gap) return false;
    groups.gap = true;
    groups.end += 2;
    return true;
  }
  if (!is_hex(char_at(text, groups.end + 1)) || groups.count == 0) return false;
  ++groups.end;
  return true;
}

bool ends_url(char c) {
  return is_space(c) || c == '"' || c == '\'' || c == '<' || c == '>' || c == '`' || c == '\0';
}
bool trails_url(char c) { return std::string_view(".,;:!?)]}").find(c) != std::string_view::npos; }
bool is_scheme_char(char c) { return is_alnum(c) || c == '+' || c == '-' || c == '.'; }

}  // namespace

std::size_t match_email(std::string_view text, std::size_t at) {
  if (!is_alnum(char_at(text, at)) && char_at(text, at) != '_') return 0;
  const std::size_t local = run_end(text, at, is_local_char);
  const std::size_t sign = at_sign(text, local);
  if (sign == 0) return 0;
  const std::size_t domain = match_domain(text, local + sign);
  return domain == 0 ? 0 : local + sign + domain - at;
}

std::size_t match_ipv4(std::string_view text, std::size_t at) {
  std::size_t end = at;
  for (int octet = 0; octet < 4; ++octet) {
    if (octet != 0 && char_at(text, end++) != '.') return 0;
    int value = 0;
    const std::size_t start = end;
    while (is_digit(char_at(text, end)) && end - start < 3)
      value = value * 10 + (text[end++] - '0');
    if (end == start || value > 255) return 0;
  }
  const char next = char_at(text, end);
  if (is_word(next) || (next == '.' && is_digit(char_at(text, end + 1)))) return 0;
  return end - at;
}

std::size_t match_ipv6(std::string_view text, std::size_t at) {
  Groups groups{.end = at};
  read_colons(text, groups);
  while (read_group(text, groups) && read_colons(text, groups)) {
  }
  const bool whole = groups.gap ? groups.count < 8 && groups.digit : groups.count == 8;
  if (!whole || is_word(char_at(text, groups.end)) || char_at(text, groups.end) == ':') return 0;
  if (char_at(text, groups.end) != '%') return groups.end - at;
  return run_end(text, groups.end + 1, is_alnum) - at;  // a zone: fe80::1%eth0
}

std::size_t match_url(std::string_view text, std::size_t at) {
  if (!is_alpha(char_at(text, at))) return 0;
  const std::string_view head = text.substr(at, 24);  // no scheme of a URL is longer
  const std::size_t scheme = run_end(head, 0, is_scheme_char);
  if (text.substr(at + scheme, 3) != "://") return 0;
  std::size_t end = at + scheme + 3;
  while (!ends_url(char_at(text, end))) ++end;
  while (end > at && trails_url(text[end - 1])) --end;
  return end > at + scheme + 3 ? end - at : 0;
}

}  // namespace arris::redact::scan
