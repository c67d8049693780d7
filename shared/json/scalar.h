#pragma once
// The parts of the codec that do not depend on a type.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace arris::json {

// A JSON number as an integer: 1.0 and 1e3 are integers, 1.5 is none. nullopt when it is none or
// beyond 64 bits.
std::optional<std::int64_t> to_integer(std::string_view number);

// Whether a double can hold a JSON number: not beyond 1.8e308.
bool fits_double(std::string_view number);

// Quoted and escaped; malformed UTF-8 becomes U+FFFD.
void write_string(std::string& out, std::string_view text);
void write_integer(std::string& out, std::int64_t value);

// `{"type":"string","minLength":...}` and so on, for schemas.
void write_length_schema(std::string& out, std::string_view type, std::string_view unit,
                         std::size_t least, std::size_t most);

}  // namespace arris::json
