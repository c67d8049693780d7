#include "effects/destination.h"

#include <algorithm>

#include "core/text.h"
#include "effects/address.h"

namespace arris::effects {
namespace {

using effect::Failure;

constexpr std::size_t url_max_bytes = 8 * 1024;

// Above 1023: what browsers refuse, and databases, brokers and control planes.
constexpr std::uint16_t refused_ports[] = {
    1719, 1720, 1723, 2049, 2375, 2376, 2379, 2380, 3306,  3659,  4045,  4190, 5060,
    5061, 5432, 5672, 5900, 6000, 6379, 6443, 6566, 6665,  6666,  6667,  6668, 6669,
    6679, 6697, 8086, 8500, 9042, 9092, 9200, 9300, 10080, 10250, 11211, 27017};

bool is_url_text(std::string_view url) {
  // Where nothing is between the slashes, some take the path for the host.
  if (url.find(":///") != url.npos) return false;
  return !url.empty() && url.size() <= url_max_bytes &&
         std::ranges::all_of(url, [](char c) { return c > ' ' && c < 0x7f && c != '\\'; });
}

bool is_host_text(std::string_view host) {
  if (host.starts_with('[') && host.ends_with(']'))
    return host.find_first_not_of("[]:.0123456789abcdef") == host.npos;
  return !host.empty() &&
         host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-_") == host.npos;
}

std::optional<std::string> part_of(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, CURLU_DEFAULT_PORT) != CURLUE_OK) return std::nullopt;
  std::string copy(text);
  curl_free(text);
  return copy;
}

Refusal invalid(const char* message) { return {Failure::invalid, message}; }

bool any_matches(const std::vector<std::string>& patterns, const Destination& destination) {
  return std::ranges::any_of(patterns, [&](const auto& pattern) {
    return matches(pattern, destination.host, destination.port);
  });
}

std::optional<Refusal> parse(std::string_view text, Destination& destination) {
  if (!is_url_text(text)) return invalid("not a URL");
  destination.url.reset(curl_url());
  CURLU* url = destination.url.get();
  constexpr unsigned flags = CURLU_DISALLOW_USER | CURLU_PATH_AS_IS | CURLU_NON_SUPPORT_SCHEME;
  if (url == nullptr ||
      curl_url_set(url, CURLUPART_URL, std::string(text).c_str(), flags) != CURLUE_OK)
    return invalid("not a URL without a user");
  destination.scheme = part_of(url, CURLUPART_SCHEME).value_or("");
  if (destination.scheme != "http" && destination.scheme != "https")
    return invalid("not an http or https URL");
  destination.host = to_lower(part_of(url, CURLUPART_HOST).value_or(""));
  if (!is_host_text(destination.host) || part_of(url, CURLUPART_ZONEID))
    return invalid("not the ASCII name or address of a host");
  const auto port = parse_integer(part_of(url, CURLUPART_PORT).value_or(""));
  if (!port || *port < 1 || *port > 65535) return invalid("not a port");
  destination.port = static_cast<std::uint16_t>(*port);
  return std::nullopt;
}

// Of a name only what no registry gives away; where others lead is known when they are resolved.
bool is_private_name(std::string_view name) {
  constexpr std::string_view reserved[] = {"localhost", "local", "internal"};
  return std::ranges::any_of(reserved, [name](std::string_view top) {
    return name.ends_with(top) &&
           (name.size() == top.size() || name[name.size() - top.size() - 1] == '.');
  });
}

// libcurl has made one form of all numeric ones: four decimal numbers.
bool is_private_host(std::string_view host) {
  if (host.starts_with('[')) return !is_public(host.substr(1, host.size() - 2));
  if (host.ends_with('.')) host.remove_suffix(1);
  const bool numeric = host.find_first_not_of("0123456789.") == host.npos;
  return numeric ? !is_public(host) : is_private_name(host);
}

}  // namespace

std::string origin_of(std::string_view url) {
  Destination destination;
  return parse(url, destination) ? std::string() : origin_of(destination);
}

std::string origin_of(const Destination& destination) {
  auto origin = destination.scheme + "://" + destination.host;
  if (destination.port != (destination.scheme == "https" ? 443 : 80))
    origin += ":" + std::to_string(destination.port);
  return origin;
}

bool matches(std::string_view pattern, std::string_view host, std::uint16_t port) {
  if (host.ends_with('.')) host.remove_suffix(1);
  const auto colon = pattern.rfind(':');
  if (colon != pattern.npos && !pattern.ends_with(']')) {
    if (pattern.substr(colon + 1) != std::to_string(port)) return false;
    pattern = pattern.substr(0, colon);
  }
  if (pattern == "*") return true;
  if (!pattern.starts_with("*.")) return equals_ignoring_case(pattern, host);
  const auto suffix = pattern.substr(1);
  return host.size() > suffix.size() &&
         equals_ignoring_case(host.substr(host.size() - suffix.size()), suffix);
}

bool is_web_port(std::uint16_t port) {
  if (port < 1024) return port == 80 || port == 443;
  return std::ranges::find(refused_ports, port) == std::end(refused_ports);
}

std::optional<Refusal> resolve(std::string_view url, const DestinationRules& rules,
                               Destination& destination) {
  if (auto refusal = parse(url, destination)) return refusal;
  if (!any_matches(rules.hosts, destination))
    return Refusal{Failure::refused, "the module may not call this host"};
  if (any_matches(rules.anywhere, destination))
    destination.reach = Reach::anywhere;
  else if (!is_web_port(destination.port))
    return Refusal{Failure::refused, "not a port of the web"};
  else if (is_private_host(destination.host))
    return Refusal{Failure::refused, "the address is not public"};
  return std::nullopt;
}

}  // namespace arris::effects
