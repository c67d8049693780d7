#pragma once
// Rows that a refusal brings. A statement that ends its transaction tells in its reason what a read would have found there,
// so that the next write needs no read before it: `conflict: [[[a, b], [c, d]], [[e]]]` are two rows of one statement's columns
// and one row of another's. Without them, or when they came cut short, whoever asks reads as ever.

#include "json/reader.h"
#include "storage/row.h"

namespace arris::http {

class ToldRows {
 public:
  // REQUIRES: `told` lives as long as the rows
  ToldRows(std::string_view told, Arena& arena);

  // The rows of the next statement.
  template <class Row>
  std::vector<Row> next() {
    std::vector<Row> rows;
    read(storage::row_type<Row>, &rows);
    return rows;
  }
  // Whether all that was asked for was there. Else the rows mean nothing.
  bool ok() const { return !reader_.failed(); }

 private:
  void read(const storage::RowType& type, void* out);
  void read_row(effect::Rows& rows, std::size_t columns);
  effect::Value read_value();

  json::Reader reader_;
};

}  // namespace arris::http
