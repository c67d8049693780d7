#include "http/route.h"

namespace arris::http::detail {
namespace {

std::optional<Error> read_query_into(const RequestState& state, Arena& arena,
                                     const Inputs& inputs) {
  if (inputs.raw_query) {
    inputs.raw_query->text = state.request.query;
    return std::nullopt;
  }
  constexpr json::Type nothing{};
  const json::Type& type = inputs.query_type ? *inputs.query_type : nothing;
  json::Faults faults("?", state.now_ms);
  if (json::read_query(state.request.query, inputs.query, type, arena, faults)) return std::nullopt;
  return invalid(faults.take());
}

Error not_json() {
  constexpr Code code = Code::unsupported_media_type;
  Error error(code);
  error.faults.emplace_back("#", text_of(code), "Send the body as application/json");
  return error;
}

std::optional<Error> read_body_into(const RequestState& state, Arena& arena, const Inputs& inputs) {
  if (inputs.body_kind == BodyKind::raw)
    static_cast<RawBody*>(inputs.body)->bytes = state.request.body;
  if (inputs.body_kind != BodyKind::json) return std::nullopt;
  const bool may_be_absent = inputs.body_type->presence != json::Presence::required;
  if (may_be_absent && state.request.body.empty()) return std::nullopt;
  if (!state.has_type("application/json")) return not_json();
  return json::read_all(state.request.body, inputs.body, *inputs.body_type, arena, state.now_ms);
}

}  // namespace

Status read_inputs(const RequestState& state, Arena& arena, const Inputs& inputs) {
  auto error = read_query_into(state, arena, inputs);
  if (auto other = read_body_into(state, arena, inputs)) add_refusal(error, std::move(*other));
  if (error) return std::move(*error);
  return success();
}

}  // namespace arris::http::detail
