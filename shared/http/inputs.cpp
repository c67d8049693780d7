#include "http/route.h"

namespace arris::http::detail {
namespace {

bool is_json(const RequestState& state) {
  const auto type = state.header("content-type");
  return equals_ignoring_case(trim(type.substr(0, type.find(';'))), "application/json");
}

void add_faults(std::optional<Error>& error, Error other) {
  if (!error) return void(error = std::move(other));
  for (Fault& fault : other.faults) error->faults.push_back(std::move(fault));
}

std::optional<Error> read_query_into(const RequestState& state, Arena& arena,
                                     const Inputs& inputs) {
  json::Faults faults("?");
  if (inputs.query_type) {
    json::read_query(state.request.query, inputs.query, *inputs.query_type, arena, faults);
  } else if (!state.request.query.empty()) {
    faults.add("unknown_parameter", "This route takes no query parameters");
  }
  if (faults.empty()) return std::nullopt;
  return invalid(faults.take());
}

std::optional<Error> read_body_into(const RequestState& state, Arena& arena, const Inputs& inputs) {
  if (inputs.body_kind == BodyKind::raw)
    static_cast<RawBody*>(inputs.body)->bytes = state.request.body;
  if (inputs.body_kind != BodyKind::json) return std::nullopt;
  const bool may_be_absent = inputs.body_type->presence != json::Presence::required;
  if (may_be_absent && state.request.body.empty()) return std::nullopt;
  if (!is_json(state))
    return Error{Code::unsupported_media_type, "Send the body as application/json"};
  return json::read_all(state.request.body, inputs.body, *inputs.body_type, arena);
}

}  // namespace

Status read_inputs(const RequestState& state, Arena& arena, const Inputs& inputs) {
  auto error = read_query_into(state, arena, inputs);
  if (auto other = read_body_into(state, arena, inputs)) add_faults(error, std::move(*other));
  if (error) return std::move(*error);
  return success();
}

}  // namespace arris::http::detail
