#include "sqlite/backup.h"

#include <sqlite3.h>

#include <filesystem>
#include <memory>

#include "sqlite/connection.h"

namespace arris::sqlite {
namespace {

struct Close {
  void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};
using Handle = std::unique_ptr<sqlite3, Close>;

Handle open_raw(const std::string& path, int flags) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags | SQLITE_OPEN_EXRESCODE, nullptr);
  Handle owned(handle);
  if (code != SQLITE_OK) return nullptr;
  return owned;
}

// The first row of a query that has none when all is well, or "ok" in it.
std::string first_line(sqlite3* handle, const char* sql) {
  std::string line;
  const auto take = [](void* to, int, char** values, char**) {
    auto& text = *static_cast<std::string*>(to);
    if (text.empty()) text = values[0] ? values[0] : "?";
    return 0;
  };
  if (sqlite3_exec(handle, sql, take, &line, nullptr) != SQLITE_OK) return sqlite3_errmsg(handle);
  return line == "ok" ? "" : line;
}

// In one step, so of one moment; who writes meanwhile does not wait.
Status copy_pages(sqlite3* from, sqlite3* to) {
  auto* backup = sqlite3_backup_init(to, "main", from, "main");
  if (!backup) return internal(sqlite3_errmsg(to));
  const int code = sqlite3_backup_step(backup, -1);
  sqlite3_backup_finish(backup);
  return code == SQLITE_DONE ? success() : Status(internal(sqlite3_errstr(code)));
}

}  // namespace

std::string damage_of(const std::string& path) {
  const auto handle = open_raw(path, SQLITE_OPEN_READONLY);
  if (!handle) return "it can't be opened";
  if (auto damage = first_line(handle.get(), "PRAGMA integrity_check(1)"); !damage.empty())
    return damage;
  const auto row = first_line(handle.get(), "PRAGMA foreign_key_check");
  return row.empty() ? "" : "a row of " + row + " refers to none";
}

Status copy_database(const std::string& from, const std::string& to) {
  auto source = Connection::open(from, Access::read);
  if (!source) return std::move(source.error());
  {
    const auto target = open_raw(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (!target) return internal("can't write " + to);
    if (auto copied = copy_pages(source.value()->handle(), target.get()); !copied) return copied;
    // It comes with the source's WAL mode, and a file in that mode is more than one.
    if (const auto why = first_line(target.get(), "PRAGMA journal_mode=DELETE"); why != "delete")
      return internal(why);
  }
  if (const auto damage = damage_of(to); !damage.empty())
    return internal(from + " is damaged: " + damage);
  return success();
}

}  // namespace arris::sqlite
