#include "people/cookies.h"

#include "core/text.h"

namespace arris::people {

std::string_view read_cookie(std::string_view header, std::string_view name) {
  std::string_view found;
  while (!header.empty()) {
    const auto pair = header.substr(0, header.find(';'));
    header.remove_prefix(pair.size() < header.size() ? pair.size() + 1 : pair.size());
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos || trim(pair.substr(0, equals)) != name) continue;
    if (!found.empty()) return {};
    found = trim(pair.substr(equals + 1));
  }
  return found;
}

std::string set_cookie(std::string_view name, std::string_view value, int ttl_s) {
  std::string cookie(name);
  cookie.append("=").append(value);
  cookie += "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=";
  append_decimal(cookie, ttl_s);
  return cookie;
}

}  // namespace arris::people
