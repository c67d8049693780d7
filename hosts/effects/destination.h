#pragma once
// Where a URL leads, and whether a module may go there. The URL is parsed once, by the parser whose
// result is then fetched, so that no other reading of it exists. Addresses are judged later, when
// they are known.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "effects/answer.h"
#include "effects/curl.h"

namespace arris::effects {

enum class Reach { public_only, anywhere };

struct Destination {
  CurlUrl url;
  std::string scheme;
  std::string host;  // lower case; an IPv6 address is in brackets
  std::uint16_t port = 0;
  Reach reach = Reach::public_only;
};

struct DestinationRules {
  const std::vector<std::string>& hosts;     // of the module's manifest
  const std::vector<std::string>& anywhere;  // of the operator's configuration
};

struct Refusal {
  effect::Failure failure = effect::Failure::none;
  std::string message;
};

// Patterns: "api.example.com", "*.example.com" (not example.com itself), "*"; each may end in
// ":8443".
bool matches(std::string_view pattern, std::string_view host, std::uint16_t port);

// "scheme://host[:port]" of a URL, without its scheme's own port; empty for what is none.
std::string origin_of(std::string_view url);
// REQUIRES: `resolve` has filled it
std::string origin_of(const Destination& destination);

// Ports that no HTTP service of the public internet uses: below 1024 all but 80 and 443, and a list
// above.
bool is_web_port(std::uint16_t port);

// http and https only, without userinfo; no address or name that is private on its face. Fills `destination`, or says why not.
std::optional<Refusal> resolve(std::string_view url, const DestinationRules& rules,
                               Destination& destination);

}  // namespace arris::effects
