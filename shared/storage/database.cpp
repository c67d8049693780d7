#include "storage/database.h"

namespace arris::storage {

namespace {

bool is_reason(std::string_view cause, std::string_view reason) {
  if (!cause.starts_with(reason)) return false;
  cause.remove_prefix(reason.size());
  return cause.empty() || cause.starts_with(": ");
}

}  // namespace

Error Meanings::of(Error error) const {
  for (const Meaning& meaning : meanings_) {
    const bool said = meaning.of == Code::conflict ? error.cause.ends_with(meaning.said)
                                                   : is_reason(error.cause, meaning.said);
    if (said && error.code == meaning.of) return meaning.error;
  }
  return error;
}

[[gnu::noinline]] void add_value(std::vector<Value>& values, Value value) {
  values.push_back(value);
}

Status read_rows_into(const effect::Rows& rows, const RowType& type, void* out) {
  if (rows.columns != type.columns.size()) return internal("a row does not match its struct");
  auto* row = static_cast<char*>(type.resize(out, rows.count));
  for (std::uint32_t i = 0; i < rows.count; ++i, row += type.size_bytes) {
    const auto values = rows.row(i);
    for (std::size_t c = 0; c < values.size(); ++c) {
      if (!type.columns[c].read(values[c], row + type.columns[c].offset_bytes))
        return internal("a row does not match its struct");
    }
  }
  return success();
}

Status read_answer(const effect::EffectResult& result, std::span<const RowType* const> types,
                   std::span<void* const> outs) {
  auto answered = sql_answer(result);
  if (!answered) return std::move(answered.error());
  if (answered->statements.size() < types.size()) return internal("too few row sets");
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (auto status = read_rows_into(answered->statements[i], *types[i], outs[i]); !status)
      return status;
  }
  return success();
}

Status read_last(const effect::EffectResult& result, const RowType& type, void* out) {
  auto answered = sql_answer(result);
  if (!answered) return std::move(answered.error());
  if (answered->statements.empty()) return internal("too few row sets");
  return read_rows_into(answered->statements.back(), type, out);
}

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

void add_statement(effect::Sql& sql, Catalogue catalogue, const Statement* statement,
                   std::vector<Value> parameters) {
  sql.statements.push_back({index_of(catalogue, statement), std::move(parameters)});
}

Written Database::write(const Batch& batch) const {
  Written written;
  written.sql.mode = effect::Mode::write;
  if (meanings_) *meanings_ = batch.meanings();
  for (const auto& statement : batch.statements())
    written.sql.statements.push_back(on_wire(catalogue_, statement));
  return written;
}

}  // namespace arris::storage
