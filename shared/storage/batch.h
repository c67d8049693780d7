#pragma once
// The writes of one request: all of them or none, in one round trip.
//
// A condition ends the transaction by an error on purpose, because D1 has no interactive
// transaction: SQLite names the text of a malformed JSON path in its message, so
// `json_extract('{}', 'gone')` carries a code's text to the caller, `'conflict: It is paid'` a detail too.

#include "storage/query.h"

namespace arris::storage {

// Fails with a code's text unless the statement before it changed a row.
inline constexpr Query<void(std::string_view)> require_change{"storage.require_change", R"sql(
  SELECT CASE WHEN changes() = 0 THEN json_extract('{}', ?1) END
)sql"};

// What the failures of a batch mean to its caller.
class Meanings {
 public:
  void add_conflict(std::string_view columns, Error error) {
    meanings_.push_back({columns, std::move(error), Code::conflict});
  }
  void add_refusal(std::string_view reason, Error error) {
    meanings_.push_back({reason, std::move(error), Code::internal});
  }
  void append(const Meanings& other) {
    meanings_.insert(meanings_.end(), other.meanings_.begin(), other.meanings_.end());
  }
  // The same error where it means nothing else. Its cause is what the database said.
  Error of(Error error) const;

 private:
  struct Meaning {
    std::string_view said;
    Error error;
    Code of;  // what the failure is without a meaning
  };
  std::vector<Meaning> meanings_;
};

class Batch {
 public:
  template <class Row>
  Batch& add(Bound<Row> bound) {
    statements_.push_back({bound.statement, std::move(bound.parameters)});
    return *this;
  }
  // The statement added last must change a row, else nothing of the batch happens and the request
  // ends with `code`.
  Batch& or_fail(Code code) { return or_fail(text_of(code)); }
  // "code: detail", which lives as long as the batch.
  Batch& or_fail(std::string_view reason) { return add(require_change(reason)); }

  // A violated constraint whose message ends in `columns` ("users.email") ends the request with
  // this error.
  Batch& on_conflict(std::string_view columns, Error error) {
    meanings_.add_conflict(columns, std::move(error));
    return *this;
  }
  Batch& on_conflict(std::string_view columns, Code code) {
    return on_conflict(columns, Error(code));
  }

  // A statement that fails with `reason`, which is no code's text, or with that, ": " and what it tells, ends the request
  // with this error.
  Batch& on_refusal(std::string_view reason, Error error) {
    meanings_.add_refusal(reason, std::move(error));
    return *this;
  }

  // Another batch's writes behind these, with what their failures mean.
  Batch& append(Batch other) {
    for (auto& statement : other.statements_) statements_.push_back(std::move(statement));
    meanings_.append(other.meanings_);
    return *this;
  }

  bool empty() const { return statements_.empty(); }
  const std::vector<Bound<void>>& statements() const { return statements_; }
  const Meanings& meanings() const { return meanings_; }

 private:
  std::vector<Bound<void>> statements_;
  Meanings meanings_;
};

}  // namespace arris::storage
