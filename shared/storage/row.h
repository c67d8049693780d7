#pragma once
// A row struct's members are the statement's columns: same names, same order (tests/schema compares
// them).

#include <array>
#include <boost/describe/bases.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <span>
#include <vector>

#include "core/result.h"
#include "storage/value.h"

namespace arris::storage {

template <class Row>
using Members = boost::describe::describe_members<Row, boost::describe::mod_public>;

template <class Row>
inline constexpr auto column_names = [] {
  std::array<std::string_view, boost::mp11::mp_size<Members<Row>>::value> names{};
  std::size_t i = 0;
  boost::mp11::mp_for_each<Members<Row>>([&](auto member) { names[i++] = member.name; });
  return names;
}();

template <class Row>
bool read_row(std::span<const Value> values, Row& row) {
  bool ok = values.size() == boost::mp11::mp_size<Members<Row>>::value;
  if (!ok) return false;
  std::size_t i = 0;
  boost::mp11::mp_for_each<Members<Row>>(
      [&](auto member) { ok = from_value(values[i++], row.*member.pointer) && ok; });
  return ok;
}

template <class Row>
Result<std::vector<Row>> read_rows(const effect::Rows& rows) {
  std::vector<Row> out(rows.count);
  for (std::uint32_t i = 0; i < rows.count; ++i) {
    if (!read_row(rows.row(i), out[i])) return internal("a row does not match its struct");
  }
  return out;
}

}  // namespace arris::storage
