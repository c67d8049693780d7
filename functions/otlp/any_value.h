#pragma once
// Attributes: from OTLP's list of keys and typed values to a JSON object of plain values.

#include <cstdint>
#include <string>
#include <string_view>

#include "json/reader.h"
#include "otlp/cleaner.h"

namespace arris::otlp {

// What one thing may have: OpenTelemetry's own limit; what is beyond is left out.
inline constexpr std::size_t attributes_max = 128;
inline constexpr std::size_t value_max_bytes = 16 * 1024;

// Reads one AnyValue and appends it as plain JSON: a 64-bit integer that no double holds exactly and bytes (in base64) as
// strings, a long text cut, without secrets. REQUIRES: the reader stands before a value.
void append_value(std::string& out, json::Reader& reader, Cleaner& cleaner);

// Is told each attribute as it is appended; `value` is plain JSON.
class AttributeSink {
 public:
  virtual void take(std::string_view key, std::string_view value) = 0;

 protected:
  ~AttributeSink() = default;
};

// Reads a list of KeyValue and appends it as an object without secrets; of a key that comes twice the first counts.
void append_attributes(std::string& out, json::Reader& reader, Cleaner& cleaner,
                       AttributeSink* sink = nullptr);

// 64-bit integers come as strings, and as numbers from some. Zero for anything else.
std::int64_t read_integer(json::Reader& reader);
// A time in nanoseconds as microseconds: zero where there is none, and the last one for what is beyond it.
std::int64_t read_time_us(json::Reader& reader);
// As text, or nothing for another kind of value.
std::string_view read_text(json::Reader& reader);
// The same without its secrets.
std::string_view read_clean_text(json::Reader& reader, const Cleaner& cleaner,
                                 std::size_t max_bytes);

// What a sink is told, as text: of a string what it says, of another value its JSON.
std::string_view text_of(std::string_view value, Arena& arena);

}  // namespace arris::otlp
