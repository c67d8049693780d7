#pragma once
// Things that are kept together, and rows that are written together.

#include <vector>

#include "http/context.h"
#include "json/json.h"
#include "storage/batch.h"

namespace arris::otlp {

// What a statement is given at most: half of what D1 takes as one text.
inline constexpr std::size_t statement_max_bytes = 1024 * 1024;

// Appends `item` to the list `text`, which begins as "".
inline void append_item(std::string& text, std::string_view item) {
  text.append(text.empty() ? "[" : ",").append(item);
}

// Adds `query` as often as the rows need, each time with as many as one statement takes.
template <class Row, class Add>
void add_rows(http::Context context, const std::vector<Row>& rows, Add add) {
  std::string text;
  for (const Row& row : rows) {
    std::string one;
    json::encode(one, row);
    if (!text.empty() && text.size() + one.size() > statement_max_bytes) {
      add(context.keep(text + "]"));
      text.clear();
    }
    append_item(text, one);
  }
  if (!text.empty()) add(context.keep(text + "]"));
}

}  // namespace arris::otlp
