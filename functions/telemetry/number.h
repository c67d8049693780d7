#pragma once
// Numbers of telemetry as they are written: durations with fractions of a millisecond, and values of
// any size that are only passed on.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "json/codec.h"

namespace arris::telemetry {

// A JSON number times 1,000, rounded to the nearest; nullopt beyond 2^53.
std::optional<std::int64_t> to_thousandths(std::string_view number);

// Milliseconds from 0 to a day, as whole microseconds.
struct Duration {
  std::int64_t us = 0;
};

// Any number, as it was written.
struct Number {
  std::string_view text;
};

// A number with at most three places behind its point.
struct Decimal {
  std::int64_t thousandths = 0;
};

namespace kind {
void read_duration(json::Reader&, void*, const json::Type&, json::Faults&);
void duration_schema(std::string&, const json::Type&);
void read_number(json::Reader&, void*, const json::Type&, json::Faults&);
void number_schema(std::string&, const json::Type&);
void write_decimal(std::string&, const void*, const json::Type&);
}  // namespace kind

}  // namespace arris::telemetry

template <>
struct arris::json::Codec<arris::telemetry::Duration> {
  static constexpr Type type{telemetry::kind::read_duration, nullptr,
                             telemetry::kind::write_decimal, telemetry::kind::duration_schema,
                             nullptr};
};
template <>
struct arris::json::Codec<arris::telemetry::Number> {
  static constexpr Type type{telemetry::kind::read_number, nullptr, kind::write_raw,
                             telemetry::kind::number_schema, nullptr};
};
template <>
struct arris::json::Codec<arris::telemetry::Decimal> {
  static constexpr Type type{nullptr, nullptr, telemetry::kind::write_decimal,
                             telemetry::kind::number_schema, nullptr};
};
