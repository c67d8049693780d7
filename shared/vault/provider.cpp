#include "vault/provider.h"

#include "core/text.h"

namespace arris::vault {
namespace {

constexpr Provider providers[] = {
    {"https://api.anthropic.com", "/v1/models", "x-api-key", "", "anthropic-version", "2023-06-01",
     "/v1"},
    {"https://api.openai.com", "/v1/models", "authorization", "Bearer ", "", "", "/v1"},
    {"https://generativelanguage.googleapis.com", "/v1beta/models", "x-goog-api-key", "", "", "",
     "/v1beta"},
    {"", "", "authorization", "Bearer ", "", "", ""},
};

bool is_host_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':' ||
         c == '[' || c == ']';
}

bool is_port(std::string_view text) {
  const auto number = parse_integer(text);
  return number && *number > 0 && *number < 65'536 && text.front() != '0' && text.front() != '+';
}

// Splits the port off the authority; nothing when it has none.
std::string_view port_of(std::string_view authority) {
  const auto colon = authority.rfind(':');
  if (colon == std::string_view::npos || authority.ends_with(']')) return {};
  return authority.substr(colon);
}

}  // namespace

const Provider& provider_of(Service service) {
  return providers[static_cast<std::uint8_t>(service)];
}

std::optional<std::string> origin_of(std::string_view url) {
  const auto lower = to_lower(url);
  const bool secure = lower.starts_with("https://");
  if (!secure && !lower.starts_with("http://")) return std::nullopt;
  for (const char c : url) {
    if (c <= ' ' || c > '~' || c == '#' || c == '?' || c == '\\' || c == '@') return std::nullopt;
  }
  std::string_view rest(lower);
  rest.remove_prefix(secure ? 8 : 7);
  auto authority = rest.substr(0, rest.find('/'));
  for (const char c : authority) {
    if (!is_host_character(c)) return std::nullopt;
  }
  const auto port = port_of(authority);
  if (!port.empty() && !is_port(port.substr(1))) return std::nullopt;
  const auto host = authority.substr(0, authority.size() - port.size());
  if (host.empty() || host.ends_with('.')) return std::nullopt;
  std::string origin(secure ? "https://" : "http://");
  origin += host;
  if (port != (secure ? ":443" : ":80")) origin += port;
  return origin;
}

Verdict judge(std::uint16_t status) {
  if (status >= 200 && status < 300) return Verdict::valid;
  if (status == 400 || status == 401 || status == 403) return Verdict::refused;
  return Verdict::unreachable;
}

}  // namespace arris::vault
