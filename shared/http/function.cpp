#include "http/function.h"

#include <algorithm>

namespace arris::http {
namespace {

bool takes_keys(const Route& route) { return route.allow.kind == Allow::Kind::session_or_key; }

void add(Names& names, std::initializer_list<std::string_view> needed) {
  for (const auto name : needed) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
}

Names owned(std::span<const std::string_view> declared) {
  return {declared.begin(), declared.end()};
}

bool knows_keys(const Function& function) {
  return std::ranges::any_of(function.routes, takes_keys);
}

bool knows_people(const Function& function) {
  return std::ranges::any_of(
      function.routes, [](const Route& route) { return route.allow.kind != Allow::Kind::anyone; });
}

bool tells(const Function& function) {
  return std::ranges::count(function.capabilities.writes, "outbox") > 0;
}

}  // namespace

Names effects_of(const Function& function) {
  auto names = owned(function.capabilities.effects);
  if (knows_keys(function)) add(names, {"sql", "crypto", "limit", "cache"});
  return names;
}

// A trigger of outbox reads the subscribers, and a delivery refers to its message.
Names reads_of(const Function& function) {
  auto names = owned(function.capabilities.reads);
  if (knows_keys(function)) add(names, {"access_keys"});
  if (tells(function)) add(names, {"subscribers"});
  if (!function.listeners.empty()) add(names, {"outbox"});
  return names;
}

Names writes_of(const Function& function) {
  auto names = owned(function.capabilities.writes);
  if (knows_keys(function)) add(names, {"key_usage_days"});
  if (knows_people(function)) add(names, {"memberships"});
  if (tells(function) || !function.listeners.empty()) add(names, {"deliveries"});
  return names;
}

}  // namespace arris::http
