#include "storage/database.h"

namespace arris::storage {

std::uint16_t index_of(Catalogue catalogue, const Statement* statement) {
  for (std::size_t i = 0; i < catalogue.size(); ++i) {
    if (catalogue[i] == statement) return static_cast<std::uint16_t>(i);
  }
  __builtin_trap();
}

effect::Statement on_wire(Catalogue catalogue, const Bound<void>& bound) {
  return {index_of(catalogue, bound.statement), bound.parameters};
}

Result<effect::SqlAnswer> sql_answer(const effect::EffectResult& result) {
  const auto* succeeded = std::get_if<effect::Succeeded>(&result);
  if (!succeeded) return effect::error_of(result);
  auto answer = effect::decode_answer<effect::SqlAnswer>(succeeded->payload.data);
  if (!answer) return internal("malformed answer to a sql effect");
  return std::move(*answer);
}

Written Database::write(const Batch& batch) const {
  Written written;
  written.sql.mode = effect::Mode::write;
  for (const auto& statement : batch.statements())
    written.sql.statements.push_back(on_wire(catalogue_, statement));
  return written;
}

}  // namespace arris::storage
