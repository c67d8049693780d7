#pragma once
// The writes of one request: all of them or none, in one round trip.
//
// A condition ends the transaction by an error on purpose, because D1 has no interactive
// transaction: SQLite names the text of a malformed JSON path in its message, so
// `json_extract('{}', 'gone')` carries a code's text to the caller.

#include "storage/query.h"

namespace arris::storage {

// Fails with a code's text unless the statement before it changed a row.
inline constexpr Query<void(std::string_view)> require_change{"storage.require_change", R"sql(
  SELECT CASE WHEN changes() = 0 THEN json_extract('{}', ?1) END
)sql"};

class Batch {
 public:
  template <class Row>
  Batch& add(Bound<Row> bound) {
    statements_.push_back({bound.statement, std::move(bound.parameters)});
    return *this;
  }
  // The statement added last must change a row, else nothing of the batch happens and the request
  // ends with `code`.
  Batch& or_fail(Code code) { return add(require_change(text_of(code))); }

  // A violated constraint whose message ends in `columns` ("users.email") ends the request with
  // `code`.
  Batch& on_conflict(std::string_view columns, Code code) {
    conflicts_.push_back({columns, code});
    return *this;
  }

  // A statement that fails with `reason`, which is no code's text, ends the request with this error.
  Batch& on_refusal(std::string_view reason, Error error) {
    refusals_.push_back({reason, std::move(error)});
    return *this;
  }

  // Another batch's writes and conflicts behind these.
  Batch& append(Batch other) {
    for (auto& statement : other.statements_) statements_.push_back(std::move(statement));
    conflicts_.insert(conflicts_.end(), other.conflicts_.begin(), other.conflicts_.end());
    for (auto& refusal : other.refusals_) refusals_.push_back(std::move(refusal));
    return *this;
  }

  bool empty() const { return statements_.empty(); }
  const std::vector<Bound<void>>& statements() const { return statements_; }
  // The error that a constraint's message means to this batch.
  std::optional<Code> conflict_code(std::string_view message) const {
    for (const Conflict& conflict : conflicts_) {
      if (message.ends_with(conflict.columns)) return conflict.code;
    }
    return std::nullopt;
  }
  // The error that a raised text means to it; null for a code's text.
  const Error* refusal(std::string_view reason) const {
    for (const Refusal& refusal : refusals_) {
      if (reason == refusal.reason) return &refusal.error;
    }
    return nullptr;
  }

 private:
  struct Conflict {
    std::string_view columns;
    Code code;
  };
  struct Refusal {
    std::string_view reason;
    Error error;
  };
  std::vector<Bound<void>> statements_;
  std::vector<Conflict> conflicts_;
  std::vector<Refusal> refusals_;
};

}  // namespace arris::storage
