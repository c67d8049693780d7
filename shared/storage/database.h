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

template <class... Row>
struct Read {
  using Answer = std::tuple<std::vector<Row>...>;
  effect::Sql sql;

  void request(std::vector<effect::Effect>& out) { out.push_back({std::move(sql)}); }
  Result<Answer> answer(const effect::EffectResult& result, Arena&) const {
    auto answered = sql_answer(result);
    if (!answered) return std::move(answered.error());
    if (answered->statements.size() < sizeof...(Row)) return internal("too few row sets");
    return rows_of(answered->statements, std::index_sequence_for<Row...>{});
  }

 private:
  template <std::size_t... I>
  static Result<Answer> rows_of(const std::vector<effect::Rows>& sets, std::index_sequence<I...>) {
    auto all = std::tuple{read_rows<Row>(sets[I])...};
    const bool ok = (std::get<I>(all).ok() && ...);
    if (!ok) return internal("a row does not match its struct");
    return Answer{std::move(std::get<I>(all)).value()...};
  }
};

// `Shape` picks the rows that the handler wants out of one statement's rows.
template <class Row, class Shape>
struct ReadOne {
  using Answer = typename Shape::template Of<Row>;
  Read<Row> read;

  void request(std::vector<effect::Effect>& out) { read.request(out); }
  Result<Answer> answer(const effect::EffectResult& result, Arena& arena) const {
    auto rows = read.answer(result, arena);
    if (!rows) return std::move(rows.error());
    return Shape::pick(std::move(std::get<0>(rows.value())));
  }
};

struct Every {
  template <class Row>
  using Of = std::vector<Row>;
  template <class Row>
  static Result<std::vector<Row>> pick(std::vector<Row> rows) {
    return rows;
  }
};
struct Perhaps {
  template <class Row>
  using Of = std::optional<Row>;
  template <class Row>
  static Result<std::optional<Row>> pick(std::vector<Row> rows) {
    if (rows.empty()) return std::optional<Row>();
    return std::optional<Row>(std::move(rows.front()));
  }
};
struct Exactly {
  template <class Row>
  using Of = Row;
  template <class Row>
  static Result<Row> pick(std::vector<Row> rows) {
    if (rows.empty()) return not_found();
    return std::move(rows.front());
  }
};

struct Written {
  using Answer = effect::SqlAnswer;
  effect::Sql sql;
  void request(std::vector<effect::Effect>& out) { out.push_back({std::move(sql)}); }
  Result<Answer> answer(const effect::EffectResult& result, Arena&) const {
    return sql_answer(result);
  }
};

class Database {
 public:
  explicit Database(Catalogue catalogue) : catalogue_(catalogue) {}

  // All rows of one statement: std::vector<Row>.
  template <class Row>
  ReadOne<Row, Every> read(Bound<Row> query) const {
    return {reads(std::move(query))};
  }
  // Several statements in one round trip: std::tuple of vectors.
  template <class... Row>
    requires(sizeof...(Row) > 1)
  Read<Row...> read(Bound<Row>... queries) const {
    return reads(std::move(queries)...);
  }
  // The first row, if any: std::optional<Row>.
  template <class Row>
  ReadOne<Row, Perhaps> find(Bound<Row> query) const {
    return {reads(std::move(query))};
  }
  // The first row; without one the request ends with not_found.
  template <class Row>
  ReadOne<Row, Exactly> get(Bound<Row> query) const {
    return {reads(std::move(query))};
  }
  // Writes now. Prefer Reply::commit, which writes together with the authorisation and the
  // idempotency key.
  Written write(const Batch& batch) const;

 private:
  template <class... Row>
  Read<Row...> reads(Bound<Row>... queries) const {
    Read<Row...> read;
    read.sql.mode = effect::Mode::read;
    (read.sql.statements.push_back(
         {index_of(catalogue_, queries.statement), std::move(queries.parameters)}),
     ...);
    return read;
  }
  Catalogue catalogue_;
};

}  // namespace arris::storage
