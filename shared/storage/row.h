#pragma once
// A row struct's members, those of its bases first, are the statement's columns: same names, same order (tests/schema compares
// them). Each row struct is a constant table, so that one loop reads them all.

#include <array>
#include <boost/describe/bases.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <span>
#include <vector>

#include "core/offset.h"
#include "core/result.h"
#include "storage/value.h"

namespace arris::storage {

template <class Row>
using Members = boost::describe::describe_members<Row, boost::describe::mod_public |
                                                           boost::describe::mod_inherited>;

template <class Row>
inline constexpr auto column_names = [] {
  std::array<std::string_view, boost::mp11::mp_size<Members<Row>>::value> names{};
  std::size_t i = 0;
  boost::mp11::mp_for_each<Members<Row>>([&](auto member) { names[i++] = member.name; });
  return names;
}();

struct Column {
  std::uint32_t offset_bytes;
  bool (*read)(const Value& value, void* member);
};

struct RowType {
  std::span<const Column> columns;
  // Makes room for `count` rows in a std::vector of them and returns the first.
  void* (*resize)(void* rows, std::size_t count);
  std::size_t size_bytes;
};

template <class Field>
bool read_field(const Value& value, void* field) {
  return from_value(value, *static_cast<Field*>(field));
}

template <class Row>
inline constexpr auto columns = [] {
  std::array<Column, boost::mp11::mp_size<Members<Row>>::value> out{};
  std::size_t i = 0;
  boost::mp11::mp_for_each<Members<Row>>([&](auto member) {
    constexpr auto pointer = decltype(member)::pointer;
    using Field = std::remove_cvref_t<decltype(std::declval<Row&>().*pointer)>;
    out[i++] = {offset_of<Row, pointer>(), read_field<Field>};
  });
  return out;
}();

template <class Row>
inline constexpr RowType row_type{columns<Row>,
                                  [](void* rows, std::size_t count) -> void* {
                                    auto& list = *static_cast<std::vector<Row>*>(rows);
                                    list.resize(count);
                                    return list.data();
                                  },
                                  sizeof(Row)};

// `out` is a std::vector of the type's rows.
Status read_rows_into(const effect::Rows& rows, const RowType& type, void* out);

template <class Row>
Result<std::vector<Row>> read_rows(const effect::Rows& rows) {
  std::vector<Row> out;
  if (auto status = read_rows_into(rows, row_type<Row>, &out); !status)
    return std::move(status.error());
  return out;
}

}  // namespace arris::storage
