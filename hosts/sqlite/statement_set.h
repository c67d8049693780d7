#pragma once
// The statements that a module may run, and the tables that they may touch, as its manifest
// declares them. A module names a statement by its place in the list and brings no SQL of its own.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace arris::sqlite {

// What is written may be read too. A full-text table stands for its shadow tables.
struct Capabilities {
  std::vector<std::string> reads, writes;
  bool everything = false;  // for the host's own tools and tests

  static Capabilities all() { return {.reads = {}, .writes = {}, .everything = true}; }
  bool may_read(std::string_view table) const;
  bool may_write(std::string_view table) const;
};

struct NamedStatement {
  std::string name;
  std::string sql;
};

class StatementSet {
 public:
  StatementSet(std::string module, std::vector<NamedStatement> statements,
               Capabilities capabilities);

  const std::string& module() const { return module_; }
  const std::vector<NamedStatement>& statements() const { return statements_; }
  const Capabilities& capabilities() const { return capabilities_; }
  // The pragma lasts until the transaction ends, and with it the group of other batches.
  bool may_defer_foreign_keys() const { return may_defer_foreign_keys_; }
  // Never given twice in a process: what is prepared is found by it.
  std::uint64_t id() const { return id_; }

 private:
  std::string module_;
  std::vector<NamedStatement> statements_;
  Capabilities capabilities_;
  bool may_defer_foreign_keys_ = false;
  std::uint64_t id_;
};

using Statements = std::shared_ptr<const StatementSet>;

}  // namespace arris::sqlite
