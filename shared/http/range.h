#pragma once
// The parameters of every route that reads over time: `range` or `from_ms` and `to_ms`, `bucket`,
// `utc_offset_min`, `compare`. A route with further parameters names these among its own and asks
// range_of.

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "core/range.h"
#include "core/result.h"
#include "json/json.h"

namespace arris {
BOOST_DESCRIBE_ENUM(Bucket, minute, hour, day, week)
}

namespace arris::http {

// `1h`, `24h`, `7d`, `30d`, `90d`, `1y`: names that no enumerator can have, so the codec lists them.
enum class Range : std::uint8_t { hour, day, week, month, quarter, year };

enum class Compare : std::uint8_t { previous, week };
BOOST_DESCRIBE_ENUM(Compare, previous, week)

using UtcOffset = json::Integer<-840, 840>;  // minutes

struct RangeFilter {
  std::optional<Range> range;
  std::optional<std::int64_t> from_ms, to_ms;
  std::optional<Bucket> bucket;
  std::optional<UtcOffset> utc_offset_min;
  std::optional<Compare> compare;
};
BOOST_DESCRIBE_STRUCT(RangeFilter, (), (range, from_ms, to_ms, bucket, utc_offset_min, compare))
void find_faults(const RangeFilter& filter, json::Faults& faults);

// What a caller asked for, complete.
struct Window {
  TimeRange range;
  std::optional<TimeRange> earlier;  // what it is compared with
  Bucket bucket = Bucket::day;
  std::int64_t offset_ms = 0;

  std::int64_t bucket_of(std::int64_t at_ms) const {
    return bucket_start(at_ms, bucket, offset_ms);
  }
  std::size_t bucket_count() const {
    return static_cast<std::size_t>(arris::bucket_count(range, bucket, offset_ms));
  }
  // Which of the buckets holds an instant of the range.
  std::size_t place_of(std::int64_t at_ms) const {
    return static_cast<std::size_t>((bucket_of(at_ms) - bucket_of(range.from_ms)) /
                                    length_ms(bucket));
  }
};

inline constexpr std::int64_t range_max_ms = 400 * day_ms;
inline constexpr std::int64_t buckets_max = 1'500;

// What is wrong with them, each with its parameter. `fallback` is the range of a filter without one.
void find_range_faults(const RangeFilter& filter, json::Faults& faults, Range fallback);

// The default bucket gives a chart 60 to 180 points. Every fault at once, each with its parameter.
Result<Window> window_of(const RangeFilter& filter, std::int64_t now_ms, Range fallback);

// The range's parameters out of a longer list; those that the list lacks keep their defaults.
template <class Filter>
RangeFilter range_of(const Filter& filter) {
  RangeFilter range;
  if constexpr (requires { filter.range; }) range.range = filter.range;
  if constexpr (requires { filter.from_ms; }) range.from_ms = filter.from_ms;
  if constexpr (requires { filter.to_ms; }) range.to_ms = filter.to_ms;
  if constexpr (requires { filter.bucket; }) range.bucket = filter.bucket;
  if constexpr (requires { filter.utc_offset_min; }) range.utc_offset_min = filter.utc_offset_min;
  if constexpr (requires { filter.compare; }) range.compare = filter.compare;
  return range;
}

}  // namespace arris::http

template <>
struct arris::json::Codec<arris::http::Range> {
  static constexpr std::string_view names[] = {"1h", "24h", "7d", "30d", "90d", "1y"};
  static constexpr Type type = [] {
    Type type{kind::read_choice, kind::parse_choice, kind::write_choice, kind::choice_schema,
              nullptr};
    type.choices = names;
    return type;
  }();
};
