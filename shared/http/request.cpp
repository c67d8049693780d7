#include "http/request.h"

namespace arris::http {

std::string_view RequestState::header(std::string_view name) const {
  for (const auto& header : request.headers) {
    if (header.name == name) return header.value;
  }
  return {};
}

std::optional<std::string_view> RequestState::query_parameter(std::string_view name) const {
  std::string_view rest = request.query;
  while (!rest.empty()) {
    const auto pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(pair.size() < rest.size() ? pair.size() + 1 : pair.size());
    const auto equals = pair.find('=');
    if (pair.substr(0, equals) == name)
      return equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
  }
  return std::nullopt;
}

}  // namespace arris::http
