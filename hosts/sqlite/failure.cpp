#include "sqlite/failure.h"

#include <sqlite3.h>

namespace arris::sqlite {

using effect::Failure;

namespace {

constexpr std::string_view raised_prefix = "bad JSON path: '";

Failure kind_of(int code) {
  switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
      return Failure::constraint;
    case SQLITE_AUTH:
      return Failure::refused;
    case SQLITE_TOOBIG:
      return Failure::too_large;
    case SQLITE_INTERRUPT:
      return Failure::timeout;
    case SQLITE_ERROR:
    case SQLITE_MISMATCH:
    case SQLITE_RANGE:
    case SQLITE_MISUSE:
      return Failure::invalid;
    default:
      return Failure::unavailable;
  }
}

}  // namespace

std::string raised_text(std::string_view message) {
  if (!message.starts_with(raised_prefix) || !message.ends_with('\'')) return {};
  message.remove_prefix(raised_prefix.size());
  message.remove_suffix(message.empty() ? 0 : 1);
  std::string text;
  for (std::size_t i = 0; i < message.size(); ++i) {
    text += message[i];
    if (message[i] == '\'') ++i;  // SQLite doubles a quote
  }
  return text;
}

SqlFailure failure_of(sqlite3* connection, int code) {
  const int extended = connection ? sqlite3_extended_errcode(connection) : code;
  std::string message = connection ? sqlite3_errmsg(connection) : sqlite3_errstr(code);
  const Failure kind = kind_of(code == SQLITE_OK ? extended : code);
  if (kind == Failure::timeout) return {kind, "the statement took too long"};
  if (kind != Failure::invalid) return {kind, std::move(message)};
  std::string raised = raised_text(message);
  if (!raised.empty()) return {Failure::raised, std::move(raised)};
  return {kind, std::move(message)};
}

}  // namespace arris::sqlite
