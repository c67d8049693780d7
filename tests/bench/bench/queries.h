#pragma once
// Every statement that bench may run; epoll_sqlite.cpp runs the same ones without a host.

#include <boost/describe/class.hpp>

#include "http/common.h"

namespace arris::bench {

struct Row {
  std::int64_t id;
  std::string_view name, body;
  std::int64_t created_at_ms;
};
BOOST_DESCRIBE_STRUCT(Row, (), (id, name, body, created_at_ms))

inline constexpr storage::Query<Row(std::string_view)> find_row{"bench.find_row", R"sql(
  SELECT id, name, body, created_at_ms FROM bench_rows WHERE id = CAST(?1 AS INTEGER)
)sql"};

inline constexpr storage::Query<void(std::string_view, std::string_view, std::int64_t)> add_row{
    "bench.add_row", R"sql(
  INSERT INTO bench_rows (name, body, created_at_ms) VALUES (?1, ?2, CAST(?3 AS INTEGER))
)sql"};

inline constexpr auto statements =
    storage::join(http::common_statements, storage::catalogue(find_row, add_row));

}  // namespace arris::bench
