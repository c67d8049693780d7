#include "ai/headers.h"

#include <algorithm>

namespace arris::ai {
namespace {

constexpr std::string_view never_sent[] = {"host",
                                           "connection",
                                           "keep-alive",
                                           "transfer-encoding",
                                           "te",
                                           "trailer",
                                           "upgrade",
                                           "expect",
                                           "content-length",
                                           "content-encoding",
                                           "authorization",
                                           "x-api-key",
                                           "api-key",
                                           "x-goog-api-key",
                                           "cookie",
                                           "origin",
                                           "referer",
                                           "accept-encoding",
                                           "forwarded",
                                           "via",
                                           "x-real-ip",
                                           "true-client-ip",
                                           "proxy-authorization",
                                           "proxy-connection"};
constexpr std::string_view never_sent_prefixes[] = {"arris-", "x-arris-", "x-forwarded-", "cf-",
                                                    "sec-"};

constexpr std::string_view never_returned[] = {"connection",
                                               "keep-alive",
                                               "transfer-encoding",
                                               "te",
                                               "trailer",
                                               "upgrade",
                                               "content-length",
                                               "content-encoding",
                                               "set-cookie",
                                               "alt-svc",
                                               "date",
                                               "server",
                                               "via",
                                               "nel",
                                               "report-to",
                                               "strict-transport-security",
                                               "x-content-type-options",
                                               "content-security-policy",
                                               "cache-control",
                                               "x-frame-options",
                                               "x-xss-protection"};
constexpr std::string_view never_returned_prefixes[] = {"arris-", "cf-", "access-control-",
                                                        "proxy-"};

constexpr std::size_t headers_max = 48;  // of the 64 that an answer may have
constexpr std::size_t bytes_max = 24u << 10;

template <class Names, class Prefixes>
bool stays(std::string_view name, const Names& names, const Prefixes& prefixes) {
  return std::ranges::find(names, name) != std::end(names) ||
         std::ranges::any_of(prefixes,
                             [name](std::string_view prefix) { return name.starts_with(prefix); });
}

}  // namespace

std::vector<effect::Header> headers_to_provider(std::span<const effect::Header> asked) {
  std::vector<effect::Header> sent;
  for (const auto& header : asked) {
    if (!stays(header.name, never_sent, never_sent_prefixes)) sent.push_back(header);
  }
  return sent;
}

std::vector<effect::Header> headers_to_caller(std::span<const effect::Header> answered) {
  std::vector<effect::Header> returned;
  std::size_t bytes = 0;
  for (const auto& header : answered) {
    bytes += header.name.size() + header.value.size();
    if (returned.size() == headers_max || bytes > bytes_max) break;
    if (!stays(header.name, never_returned, never_returned_prefixes)) returned.push_back(header);
  }
  return returned;
}

}  // namespace arris::ai
