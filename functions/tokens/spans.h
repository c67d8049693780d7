#pragma once
// Which sums of token_hours answer for a range of time. Pure.

#include <boost/describe/class.hpp>
#include <string_view>
#include <vector>

#include "core/range.h"

namespace arris::tokens {

// The rows of one kind from a time up to another.
struct Span {
  std::string_view kind;
  std::int64_t from_ms, to_ms;
};
BOOST_DESCRIBE_STRUCT(Span, (), (kind, from_ms, to_ms))

// The kind that holds the same sums by days of UTC; empty for minutes, which have none.
std::string_view days_of(std::string_view kind);

// Spans that hold each call of the range once. Whole days of UTC are read as days where steps of
// `step_ms` from `shift_ms` on begin with days.
std::vector<Span> spans_of(std::string_view kind, TimeRange range, std::int64_t step_ms,
                           std::int64_t shift_ms);

}  // namespace arris::tokens
