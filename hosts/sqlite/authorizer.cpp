#include "sqlite/authorizer.h"

#include <sqlite3.h>

#include "sqlite/allow_list.h"

namespace arris::sqlite {

namespace {

// D1 keeps these names for itself.
bool is_reserved(std::string_view name) {
  return name.size() >= 4 && sqlite3_strnicmp(name.data(), "_cf_", 4) == 0;
}

bool is_schema_table(std::string_view name) {
  return name.starts_with("sqlite_") && !name.starts_with("sqlite_stat");
}

bool is_free_to_read(std::string_view name) {
  return is_table_function(name) || name.starts_with("pragma_");
}

}  // namespace

void Authorizer::install(sqlite3* connection) {
  sqlite3_set_authorizer(connection, &Authorizer::decide, this);
}

void Authorizer::act_as(Authority authority, const Capabilities* capabilities) {
  authority_ = authority;
  capabilities_ = capabilities;
  refusal_.clear();
  unresolved_.clear();
}

int Authorizer::decide(void* self, int action, const char* first, const char* second,
                       const char* database, const char*) {
  auto& authorizer = *static_cast<Authorizer*>(self);
  if (authorizer.authority_ == Authority::host && !authorizer.touched_) return SQLITE_OK;
  if (action == SQLITE_PRAGMA) return authorizer.may_use(first, second) ? SQLITE_OK : SQLITE_DENY;
  const bool allowed =
      authorizer.is_allowed(action, first ? first : "", second ? second : "", database);
  return allowed ? SQLITE_OK : SQLITE_DENY;
}

bool Authorizer::is_allowed(int action, std::string_view first, std::string_view second,
                            const char* database) {
  switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
      return true;
    case SQLITE_FUNCTION:
      return is_function_allowed(second) || refuse("function " + std::string(second));
    case SQLITE_READ:
      if (second.empty() && !database) return unresolved_.emplace(first), true;
      return may_read(std::string(first));
    case SQLITE_INSERT:
    case SQLITE_UPDATE:
    case SQLITE_DELETE:
      return may_write(std::string(first));
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT:
      return authority_ == Authority::host || refuse("a transaction inside a batch");
    default:
      return is_schema_change_allowed(action, first, second);
  }
}

bool Authorizer::is_schema_change_allowed(int action, std::string_view first,
                                          std::string_view second) {
  if (authority_ == Authority::host) return true;
  if (authority_ == Authority::request) return refuse("a change of the schema");
  switch (action) {
    case SQLITE_CREATE_TABLE:
    case SQLITE_CREATE_INDEX:
    case SQLITE_CREATE_VIEW:
    case SQLITE_CREATE_TRIGGER:
      return !is_reserved(first) || refuse("the name " + std::string(first));
    case SQLITE_CREATE_VTABLE:
      return is_module_allowed(second) || refuse("virtual tables of " + std::string(second));
    case SQLITE_DROP_TABLE:
    case SQLITE_DROP_INDEX:
    case SQLITE_DROP_VIEW:
    case SQLITE_DROP_TRIGGER:
    case SQLITE_DROP_VTABLE:
    case SQLITE_ALTER_TABLE:
    case SQLITE_REINDEX:
    case SQLITE_ANALYZE:
      return true;
    default:
      return refuse("attached or temporary tables");
  }
}

bool Authorizer::may_read(const std::string& table) {
  if (touched_ && !is_free_to_read(table)) touched_->reads.insert(table);
  if (authority_ != Authority::request || !capabilities_ || is_free_to_read(table)) return true;
  return capabilities_->may_read(table) || refuse("reading " + table + ", which is not declared");
}

bool Authorizer::may_write(const std::string& table) {
  if (touched_) touched_->writes.insert(table);
  if (is_reserved(table)) return refuse("the name " + table);
  if (authority_ != Authority::request || !capabilities_) return true;
  if (is_schema_table(table)) return refuse("writing " + table);
  return capabilities_->may_write(table) || refuse("writing " + table + ", which is not declared");
}

bool Authorizer::may_use(std::string_view pragma, const char* argument) {
  if (authority_ == Authority::host) return true;
  const auto use = argument ? PragmaUse::with_argument : PragmaUse::bare;
  if (is_pragma_allowed(pragma, use)) return true;
  if (authority_ == Authority::schema && does_pragma_outlive(pragma)) return true;
  return refuse("pragma " + std::string(pragma));
}

bool Authorizer::refuse(std::string reason) {
  if (refusal_.empty()) refusal_ = "not allowed: " + std::move(reason);
  return false;
}

}  // namespace arris::sqlite
