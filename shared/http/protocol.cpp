#include "http/protocol.h"

#include <utility>

#include "json/json.h"

namespace arris::http {

void describe(std::string& out, const Protocol& protocol) {
  constexpr Code codes[] = {Code::internal, Code::module_fault, Code::unavailable, Code::timeout};
  out += R"(,"protocol":)";
  json::write_string(out, protocol.name);
  out += R"(,"refusals":)";
  char separator = '{';
  std::string body;
  for (const Code code : codes) {
    out += std::exchange(separator, ',');
    json::write_string(out, text_of(code));
    body.clear();
    protocol.write_error(body, Error(code), "{request_id}");
    out += ':';
    json::write_string(out, body);
  }
  out += '}';
}

}  // namespace arris::http
