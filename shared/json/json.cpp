#include "json/json.h"

namespace arris::json {

std::optional<Error> read_all(std::string_view text, void* out, const Type& type, Arena& arena,
                              std::int64_t now_ms) {
  Reader reader(text, arena);
  Faults faults("#", now_ms);
  type.read(reader, out, type, faults);
  if (!reader.at_end()) {
    std::string detail = "The body is not valid JSON at byte ";
    write_integer(detail, static_cast<std::int64_t>(reader.position()));
    Error error(Code::bad_request, detail);
    error.faults.emplace_back("#", "malformed", detail);
    return error;
  }
  if (!faults.empty()) return invalid(faults.take());
  return std::nullopt;
}

}  // namespace arris::json
