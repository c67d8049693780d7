#include "web/server.h"

namespace arris::web {

std::string_view Request::header(std::string_view name) const {
  for (const auto& header : headers) {
    if (header.name == name) return header.value;
  }
  return {};
}

}  // namespace arris::web
