#pragma once
// From protobuf's wire format to the JSON that OTLP defines for the same message, so that one reader serves both.
// https://protobuf.dev/programming-guides/encoding, https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
//
// Unknown fields are passed over; of a field that may come once the last one counts. A field of another wire type than
// its own is a mistake, as are groups, a length beyond the message and more than depth_max levels.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace arris::otlp {

// How a field's value is written: ids in hexadecimal, other bytes in base64, 64-bit integers as strings.
enum class FieldKind : std::uint8_t {
  text,
  id,
  bytes,
  boolean,
  int32,
  int64,
  sint32,
  uint64,
  fixed32,
  fixed64,
  sfixed64,
  real,
  message
};
enum class Times : std::uint8_t { once, many };

struct Message;

struct Field {
  std::uint32_t number;
  FieldKind kind;
  Times times;
  std::string_view name;
  const Message* message = nullptr;
};

struct Message {
  std::span<const Field> fields;
};

inline constexpr int depth_max = 32;

// nullopt when the bytes are no such message.
std::optional<std::string> to_json(std::string_view bytes, const Message& message);

}  // namespace arris::otlp
