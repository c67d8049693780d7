#include "http/router.h"

#include "core/text.h"
#include "http/access_key.h"

namespace arris::http {
namespace {

std::string_view next_segment(std::string_view& path) {
  while (path.starts_with('/')) path.remove_prefix(1);
  const auto segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

// How many literal segments match, or -1 when the path is another one.
int fit(std::string_view pattern, std::string_view path, PathValues& values) {
  int literals = 0;
  values.clear();
  for (;;) {
    const auto wanted = next_segment(pattern);
    const auto given = next_segment(path);
    if (wanted.empty() || given.empty()) return wanted.empty() && given.empty() ? literals : -1;
    if (wanted.starts_with('{'))
      values.push_back(given);
    else if (wanted == given)
      ++literals;
    else
      return -1;
  }
}

bool decode(PathValues& values, Arena& arena) {
  for (auto& value : values) {
    if (value.find('%') == std::string_view::npos) continue;
    const auto decoded = percent_decode(value);
    if (!decoded || !is_utf8(*decoded)) return false;
    value = arena.keep(*decoded);
  }
  return true;
}

void allow(std::string& allowed, Method method) {
  if (!allowed.empty()) allowed += ", ";
  allowed += text_of(method);
  if (method == Method::GET) allowed += ", HEAD";
}

const Protocol* protocol_at(std::span<const Route> routes, std::string_view path) {
  const auto first = next_segment(path);
  for (const Route& route : routes) {
    auto own = route.path;
    if (route.options.protocol && next_segment(own) == first) return route.options.protocol;
  }
  return nullptr;
}

}  // namespace

std::string_view text_of(Method method) {
  constexpr std::string_view texts[] = {"GET", "POST", "PUT", "PATCH", "DELETE"};
  return texts[static_cast<std::uint8_t>(method)];
}

Match match(std::span<const Route> routes, std::string_view method, std::string_view path,
            Arena& arena) {
  if (method == "HEAD") method = "GET";
  Match best;
  int best_fit = -1;
  PathValues values;
  for (const Route& route : routes) {
    const int fitting = fit(route.path, path, values);
    if (fitting < 0 || fitting < best_fit) continue;
    if (fitting > best_fit) best = {};
    best_fit = fitting;
    allow(best.allowed, route.method);
    if (is_cross_origin(route)) best.cors = Cors::any_origin;
    if (text_of(route.method) != method) continue;
    best.route = &route;
    best.values = values;
  }
  if (!best.allowed.empty()) best.allowed += ", OPTIONS";
  if (best.route && !decode(best.values, arena)) best = {};
  best.protocol = best.route ? best.route->options.protocol : protocol_at(routes, path);
  return best;
}

}  // namespace arris::http
