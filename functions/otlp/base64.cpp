#include "otlp/base64.h"

#include "core/text.h"

namespace arris::otlp {

std::string to_base64(std::string_view bytes) {
  auto text = to_base64url(as_bytes(bytes));
  for (char& c : text) {
    if (c == '-') c = '+';
    if (c == '_') c = '/';
  }
  text.append((4 - text.size() % 4) % 4, '=');
  return text;
}

}  // namespace arris::otlp
