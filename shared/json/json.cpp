#include "json/json.h"

namespace arris::json {

std::optional<Error> read_all(std::string_view text, void* out, const Type& type, Arena& arena) {
  Reader reader(text, arena);
  Faults faults("#");
  type.read(reader, out, type, faults);
  if (!reader.at_end()) {
    std::string detail = "The body is not valid JSON at byte ";
    write_integer(detail, static_cast<std::int64_t>(reader.position()));
    return Error{Code::bad_request, std::move(detail)};
  }
  if (!faults.empty()) return invalid(faults.take());
  return std::nullopt;
}

}  // namespace arris::json
