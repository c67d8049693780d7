#include "sqlite/statement_set.h"

#include <sqlite3.h>

#include <algorithm>
#include <atomic>

namespace arris::sqlite {

namespace {

constexpr std::string_view shadow_suffixes[] = {"_data",   "_idx",  "_content", "_docsize",
                                                "_config", "_node", "_parent",  "_rowid"};

bool is_shadow_of(std::string_view table, std::string_view parent) {
  if (table.size() <= parent.size()) return false;
  const auto suffix = table.substr(parent.size());
  return std::ranges::find(shadow_suffixes, suffix) != std::end(shadow_suffixes) &&
         sqlite3_strnicmp(table.data(), parent.data(), static_cast<int>(parent.size())) == 0;
}

bool lists(const std::vector<std::string>& tables, std::string_view table) {
  return std::ranges::any_of(tables, [&](const std::string& listed) {
    return sqlite3_stricmp(listed.c_str(), std::string(table).c_str()) == 0 ||
           is_shadow_of(table, listed);
  });
}

std::uint64_t next_id() {
  static std::atomic<std::uint64_t> last = 0;
  return ++last;
}

}  // namespace

bool Capabilities::may_read(std::string_view table) const {
  return everything || lists(reads, table) || lists(writes, table);
}

bool Capabilities::may_write(std::string_view table) const {
  return everything || lists(writes, table);
}

StatementSet::StatementSet(std::string module, std::vector<NamedStatement> statements,
                           Capabilities capabilities)
    : module_(std::move(module)),
      statements_(std::move(statements)),
      capabilities_(std::move(capabilities)),
      id_(next_id()) {
  for (const auto& statement : statements_)
    if (sqlite3_strlike("%defer_foreign_keys%", statement.sql.c_str(), 0) == 0)
      may_defer_foreign_keys_ = true;
}

}  // namespace arris::sqlite
