#pragma once
// Which route a request means. Literal segments win over {parameters}; a slash at the end does not
// matter.

#include <string>

#include "http/route.h"

namespace arris::http {

struct Match {
  const Route* route = nullptr;  // null: no such path, or another method
  std::string allowed;  // the methods of this path, "GET, HEAD, OPTIONS"; empty: no such path
  PathValues values;    // decoded into the arena
  Cors cors = Cors::same_origin;  // of the path, for preflights
  // Of the routes that begin as the path does: what a protocol lacks is refused in its words, too.
  const Protocol* protocol = nullptr;
};

Match match(std::span<const Route> routes, std::string_view method, std::string_view path,
            Arena& arena);

}  // namespace arris::http
