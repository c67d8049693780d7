#pragma once
// Decides, while SQLite prepares a statement, whether each thing that the statement does is
// allowed: D1's rules for everyone, a module's declared tables for its statements.
//
// (1) What is not named here is refused. (2) A table counts as touched also when a trigger, a view
// or a foreign key touches it. (3) A refusal says in words what was refused.

#include <set>
#include <string>
#include <utility>

#include "sqlite/statement_set.h"

struct sqlite3;

namespace arris::sqlite {

// `host` is for the host's own statements; `schema` for migrations; `request` for a module's.
enum class Authority { host, schema, request };

struct Touched {
  std::set<std::string> reads, writes;
};

class Authorizer {
 public:
  // REQUIRES: the authorizer outlives the connection
  void install(sqlite3* connection);

  // From now on statements are prepared with this authority. `capabilities` may be null for all.
  void act_as(Authority authority, const Capabilities* capabilities = nullptr);
  // Adds to `touched` what is touched from now on, until it is told null.
  void record(Touched* touched) { touched_ = touched; }

  // Why the statement was refused; empty when it was not.
  const std::string& refusal() const { return refusal_; }
  // Names in the statement that are either a common table expression or a table without a column
  // that is used: the caller knows which, and asks `may_read` for a table.
  std::set<std::string> take_unresolved() { return std::exchange(unresolved_, {}); }
  bool may_read(const std::string& table);

 private:
  static int decide(void* self, int action, const char* first, const char* second,
                    const char* database, const char* via);
  bool is_allowed(int action, std::string_view first, std::string_view second,
                  const char* database);
  bool is_schema_change_allowed(int action, std::string_view first, std::string_view second);
  bool may_write(const std::string& table);
  bool may_use(std::string_view pragma, const char* argument);
  bool refuse(std::string reason);

  Authority authority_ = Authority::host;
  const Capabilities* capabilities_ = nullptr;
  Touched* touched_ = nullptr;
  std::string refusal_;
  std::set<std::string> unresolved_;
};

}  // namespace arris::sqlite
