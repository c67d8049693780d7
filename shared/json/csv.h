#pragma once
// Lists of flat structs as CSV (RFC 4180): a line of names, then a line for each item.

#include <string>

#include "json/json.h"

namespace arris::json {

// `list` is a value of the type, a list of structs without lists or objects in them. Texts that a
// spreadsheet would take for a formula get an apostrophe in front; absent values are empty.
void write_csv(std::string& out, const void* list, const Type& type);

template <class Row>
std::string csv_of(const std::vector<Row>& rows) {
  std::string out;
  write_csv(out, &rows, type_of<std::vector<Row>>);
  return out;
}

}  // namespace arris::json
