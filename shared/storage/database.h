#pragma once
// A handler's way to the database. Reads first, then one write; each call is one round trip and one
// transaction.

#include <tuple>

#include "effect/task.h"
#include "storage/batch.h"

namespace arris::storage {

// The place of a statement in a catalogue. A statement that is not listed is a programming error
// and traps.
std::uint16_t index_of(Catalogue catalogue, const Statement* statement);
effect::Statement on_wire(Catalogue catalogue, const Bound<void>& bound);

// The rows of each statement of an answered sql effect.
Result<effect::SqlAnswer> sql_answer(const effect::EffectResult& result);

// The rows of the first statements into vectors of them; of the last one.
Status read_answer(const effect::EffectResult& result, std::span<const RowType* const> types,
                   std::span<void* const> outs);
Status read_last(const effect::EffectResult& result, const RowType& type, void* out);
void add_statement(effect::Sql& sql, Catalogue catalogue, const Statement* statement,
                   std::vector<Value> parameters);

struct SqlRequest {
  effect::Sql sql;
  void request(std::vector<effect::Effect>& out) { out.push_back({std::move(sql)}); }
};

template <class... Row>
struct Read : SqlRequest {
  using Answer = std::tuple<std::vector<Row>...>;

  static Status take(const effect::EffectResult& result, Answer& answer) {
    constexpr const RowType* types[] = {&row_type<Row>...};
    return std::apply(
        [&](auto&... rows) {
          void* const outs[] = {&rows...};
          return read_answer(result, types, outs);
        },
        answer);
  }
};

template <class Row>
struct ReadAll : SqlRequest {
  using Answer = std::vector<Row>;

  static Status take(const effect::EffectResult& result, Answer& answer) {
    const RowType* const types[] = {&row_type<Row>};
    void* const outs[] = {&answer};
    return read_answer(result, types, outs);
  }
};

// The first row: std::optional<Row>.
template <class Row>
struct Find : SqlRequest {
  using Answer = std::optional<Row>;

  static Status take(const effect::EffectResult& result, Answer& answer) {
    std::vector<Row> rows;
    auto status = ReadAll<Row>::take(result, rows);
    if (status && !rows.empty()) answer = std::move(rows.front());
    return status;
  }
};

// The first row; none is not_found.
template <class Row>
struct Get : SqlRequest {
  using Answer = Row;

  static Status take(const effect::EffectResult& result, Answer& answer) {
    std::vector<Row> rows;
    auto status = ReadAll<Row>::take(result, rows);
    if (status && rows.empty()) return not_found();
    if (status) answer = std::move(rows.front());
    return status;
  }
};

struct Written : SqlRequest {
  using Answer = effect::SqlAnswer;

  static Status take(const effect::EffectResult& result, Answer& answer) {
    auto answered = sql_answer(result);
    if (!answered) return std::move(answered.error());
    answer = std::move(answered).value();
    return success();
  }
};

// The first row of the last statement; none is not_found.
template <class Row>
struct WrittenRow : SqlRequest {
  using Answer = Row;

  static Status take(const effect::EffectResult& result, Answer& answer) {
    std::vector<Row> rows;
    auto status = read_last(result, row_type<Row>, &rows);
    if (status && rows.empty()) return not_found();
    if (status) answer = std::move(rows.front());
    return status;
  }
};

class Database {
 public:
  // `meanings`: where a write leaves what its failures mean.
  explicit Database(Catalogue catalogue, Meanings* meanings = nullptr)
      : catalogue_(catalogue), meanings_(meanings) {}

  // All rows of one statement: std::vector<Row>.
  template <class Row>
  ReadAll<Row> read(Bound<Row> query) const {
    return {{reads(std::move(query))}};
  }
  // Several statements in one round trip: std::tuple of vectors.
  template <class... Row>
    requires(sizeof...(Row) > 1)
  Read<Row...> read(Bound<Row>... queries) const {
    return {{reads(std::move(queries)...)}};
  }
  // The first row, if any: std::optional<Row>.
  template <class Row>
  Find<Row> find(Bound<Row> query) const {
    return {{reads(std::move(query))}};
  }
  // The first row; without one the request ends with not_found.
  template <class Row>
  Get<Row> get(Bound<Row> query) const {
    return {{reads(std::move(query))}};
  }
  // Writes now. Prefer Reply::commit, which writes together with the authorisation and the
  // idempotency key.
  Written write(const Batch& batch) const;
  // The same, and answers with the first row that `last` finds then, behind the batch in its
  // transaction; without one the request ends with not_found.
  template <class Row>
  WrittenRow<Row> write(Batch batch, Bound<Row> last) const {
    batch.add(std::move(last));
    return {{write(batch).sql}};
  }

 private:
  template <class... Row>
  effect::Sql reads(Bound<Row>... queries) const {
    effect::Sql sql;
    (add_statement(sql, catalogue_, queries.statement, std::move(queries.parameters)), ...);
    return sql;
  }
  Catalogue catalogue_;
  Meanings* meanings_;
};

}  // namespace arris::storage
