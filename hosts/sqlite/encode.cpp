#include "sqlite/encode.h"

#include <sqlite3.h>

#include <cmath>
#include <cstring>

#include "sqlite/batch.h"

namespace arris::sqlite {

using effect::Failure;

namespace {

enum Tag : char { null_tag, integer_tag, real_tag, text_tag, blob_tag };

// changes:u32 columns:u16 count:u32, then the list's own count:u32
constexpr std::size_t count_at = 6, values_at = 10, head_bytes = 14;

template <class Number>
void append(std::string& out, Tag tag, Number number) {
  char raw[1 + sizeof(Number)];
  raw[0] = tag;
  std::memcpy(raw + 1, &number, sizeof(Number));
  out.append(raw, sizeof(raw));
}

void append(std::string& out, Tag tag, const void* data, int size) {
  append(out, tag, static_cast<std::uint32_t>(size));
  out.append(static_cast<const char*>(data), size);
}

bool is_exact_integer(double number) {
  constexpr auto bound = static_cast<double>(exact_integer_max);
  return number >= -bound && number <= bound && number == std::trunc(number);
}

}  // namespace

void append_u32(std::string& out, std::uint32_t number) {
  char raw[4];
  std::memcpy(raw, &number, 4);
  out.append(raw, 4);
}

RowsEncoder::RowsEncoder(std::string& out, int columns)
    : out_(out), start_(out.size()), columns_(columns) {
  out_.append(head_bytes, '\0');
  const auto width = static_cast<std::uint16_t>(columns);
  std::memcpy(out_.data() + start_ + 4, &width, 2);
}

SqlFailure RowsEncoder::add_row(sqlite3_stmt* statement) {
  for (int i = 0; i < columns_; ++i)
    if (auto failure = add_value(statement, i)) return failure;
  ++count_;
  if (out_.size() > answer_max_bytes) return {Failure::too_large, "the answer is over 16 MiB"};
  return {};
}

SqlFailure RowsEncoder::add_value(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER: {
      const std::int64_t number = sqlite3_column_int64(statement, column);
      if (number > exact_integer_max || number < -exact_integer_max)
        return {Failure::invalid, "an integer beyond 2^53 is read as text"};
      append(out_, integer_tag, number);
      return {};
    }
    case SQLITE_FLOAT: {
      const double number = sqlite3_column_double(statement, column);
      if (is_exact_integer(number))
        append(out_, integer_tag, static_cast<std::int64_t>(number));
      else
        append(out_, real_tag, number);
      return {};
    }
    case SQLITE_TEXT: {
      const auto* text = sqlite3_column_text(statement, column);
      append(out_, text_tag, text, sqlite3_column_bytes(statement, column));
      return {};
    }
    case SQLITE_BLOB: {
      const void* blob = sqlite3_column_blob(statement, column);
      append(out_, blob_tag, blob ? blob : "", sqlite3_column_bytes(statement, column));
      return {};
    }
    default:
      out_.push_back(null_tag);
      return {};
  }
}

void RowsEncoder::close(std::uint32_t changes) {
  const std::uint32_t values = count_ * static_cast<std::uint32_t>(columns_);
  std::memcpy(out_.data() + start_, &changes, 4);
  std::memcpy(out_.data() + start_ + count_at, &count_, 4);
  std::memcpy(out_.data() + start_ + values_at, &values, 4);
}

}  // namespace arris::sqlite
