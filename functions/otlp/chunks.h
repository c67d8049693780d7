#pragma once
// Things that are kept together, and rows that are written together.

#include <utility>
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

// Lists of JSON objects that are kept together, none above what a row of D1 holds by far.
inline constexpr std::size_t chunk_max_bytes = 256 * 1024;

// Makes rows of items, each with as many as fit into its `list`.
template <class Row, auto list>
class Chunks {
 public:
  explicit Chunks(http::Context context) : context_(context) {}

  // The row that takes items; a new one before the first.
  const Row& row() const { return row_; }

  // The row that took `item`: what `begin` gives when none is open, or the open one is full.
  template <class Begin>
  Row& add(std::string_view item, Begin begin) {
    if (text_.size() > chunk_max_bytes) close();
    if (text_.empty()) row_ = begin();
    append_item(text_, item);
    return row_;
  }

  void close() {
    if (text_.empty()) return;
    row_.*list = {context_.keep(text_ + "]")};
    rows_.push_back(row_);
    text_.clear();
    row_ = {};
  }

  std::vector<Row> take() {
    close();
    return std::move(rows_);
  }

 private:
  http::Context context_;
  Row row_{};
  std::string text_;  // of `list`, without its end
  std::vector<Row> rows_;
};

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
