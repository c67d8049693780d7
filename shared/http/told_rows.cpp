#include "http/told_rows.h"

#include "json/scalar.h"

namespace arris::http {

using json::Kind;

ToldRows::ToldRows(std::string_view told, Arena& arena) : reader_(told, arena) {
  if (reader_.peek() == Kind::array)
    reader_.begin_array();
  else
    reader_.fail();
}

void ToldRows::read(const storage::RowType& type, void* out) {
  effect::Rows rows;
  rows.columns = static_cast<std::uint16_t>(type.columns.size());
  if (!reader_.next_item() || reader_.peek() != Kind::array) return reader_.fail();
  for (reader_.begin_array(); reader_.next_item();) read_row(rows, type.columns.size());
  if (reader_.failed() || !storage::read_rows_into(rows, type, out)) reader_.fail();
}

void ToldRows::read_row(effect::Rows& rows, std::size_t columns) {
  if (reader_.peek() != Kind::array) return reader_.fail();
  for (reader_.begin_array(); reader_.next_item();) rows.values.push_back(read_value());
  if (rows.values.size() != ++rows.count * columns) reader_.fail();
}

effect::Value ToldRows::read_value() {
  switch (reader_.peek()) {
    case Kind::string:
      return reader_.string();
    case Kind::null:
      reader_.null();
      return effect::Null{};
    case Kind::number:
      if (const auto number = json::to_integer(reader_.number())) return *number;
      break;
    default:
      break;
  }
  reader_.fail();
  return effect::Null{};
}

}  // namespace arris::http
