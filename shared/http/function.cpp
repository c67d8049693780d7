#include "http/function.h"

#include <algorithm>

namespace arris::http {
namespace {

bool takes_keys(const Route& route) { return route.allow.kind == Allow::Kind::session_or_key; }

Names with_needed(const Function& function, std::span<const std::string_view> declared,
                  std::initializer_list<std::string_view> needed) {
  Names names(declared.begin(), declared.end());
  if (std::ranges::none_of(function.routes, takes_keys)) return names;
  for (const auto name : needed) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
  return names;
}

}  // namespace

Names effects_of(const Function& function) {
  return with_needed(function, function.capabilities.effects, {"sql", "crypto", "limit", "cache"});
}

Names reads_of(const Function& function) {
  return with_needed(function, function.capabilities.reads, {"access_keys"});
}

Names writes_of(const Function& function) {
  return with_needed(function, function.capabilities.writes, {"key_usage_days"});
}

}  // namespace arris::http
