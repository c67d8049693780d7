#pragma once
// A statement is one named constant:
//
//   inline constexpr Query<IssueRow(OrgId, IssueId)> find_issue{"errors.find_issue", R"sql(
//     SELECT id, title FROM error_issues WHERE org_id = ?1 AND id = ?2
//   )sql"};
//
// Calling it binds its parameters, ?1 first. A statement without rows is a Query<void(...)>. A
// function lists its statements in its catalogue, by whose places the host knows them; a host runs
// nothing else. The bound texts must live until the answer.

#include <array>

#include "storage/row.h"

namespace arris::storage {

struct Statement {
  std::string_view name;  // function.verb_what; appears in metrics
  std::string_view sql;
  std::uint16_t parameter_count;
  std::span<const std::string_view> columns;
};

// Out of line, because every statement binds in every handler.
void add_value(std::vector<Value>& values, Value value);

template <class Row>
struct Bound {
  const Statement* statement;
  std::vector<Value> parameters;
};

template <class Row>
constexpr std::span<const std::string_view> columns_of() {
  if constexpr (std::is_void_v<Row>)
    return {};
  else
    return column_names<Row>;
}

template <class Signature>
class Query;

template <class Row, class... Parameters>
class Query<Row(Parameters...)> : public Statement {
 public:
  consteval Query(std::string_view name, std::string_view sql)
      : Statement{name, sql, sizeof...(Parameters), columns_of<Row>()} {}

  Bound<Row> operator()(Parameters... parameters) const {
    std::vector<Value> values;
    values.reserve(sizeof...(Parameters));
    (add_value(values, to_value(parameters)), ...);
    return {this, std::move(values)};
  }
};

// The items of a JSON array as rows of `key` and `value`, for a statement that takes many members out of each: out of
// json_each alone SQLite writes an item as JSON anew for every member that is taken out of it, here once.
#define ARRIS_ITEMS_OF(array) \
  "(WITH item AS MATERIALIZED (SELECT key, value FROM json_each(" array ")) SELECT * FROM item)"

using Catalogue = std::span<const Statement* const>;

template <class... Q>
constexpr std::array<const Statement*, sizeof...(Q)> catalogue(const Q&... queries) {
  return {&queries...};
}

template <class Q, std::size_t N>
constexpr std::array<const Statement*, N> catalogue(const Q (&queries)[N]) {
  std::array<const Statement*, N> out{};
  for (std::size_t i = 0; i < N; ++i) out[i] = &queries[i];
  return out;
}

template <std::size_t A, std::size_t B>
constexpr std::array<const Statement*, A + B> join(const std::array<const Statement*, A>& a,
                                                   const std::array<const Statement*, B>& b) {
  std::array<const Statement*, A + B> out{};
  for (std::size_t i = 0; i < A; ++i) out[i] = a[i];
  for (std::size_t i = 0; i < B; ++i) out[A + i] = b[i];
  return out;
}

}  // namespace arris::storage
