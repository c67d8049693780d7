#include "people/origin.h"

namespace arris::people {
namespace {

std::string_view authority_of(std::string_view origin) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (origin.starts_with(scheme)) return origin.substr(scheme.size());
  }
  return {};
}

}  // namespace

bool is_own_site(const Sender& sender) {
  if (!sender.fetch_site.empty() && sender.fetch_site != "same-origin" &&
      sender.fetch_site != "none")
    return false;
  if (sender.origin.empty()) return true;
  if (sender.origin == sender.base_url) return true;
  const auto authority = authority_of(sender.origin);
  return !authority.empty() && authority == sender.host;
}

}  // namespace arris::people
