#pragma once
// base64 with padding, RFC 4648 section 4.

#include <string>
#include <string_view>

namespace arris::otlp {

std::string to_base64(std::string_view bytes);

}  // namespace arris::otlp
