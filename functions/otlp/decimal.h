#pragma once
// Numbers as text.

#include <cstdint>
#include <string>

namespace arris::otlp {

void append_unsigned(std::string& out, std::uint64_t value);

// The shortest decimal that reads as the same double, as JSON.stringify writes it; "NaN", "Infinity" and "-Infinity" in
// quotes for what no JSON number is.
void append_real(std::string& out, double value);

}  // namespace arris::otlp
