#include "ai/content.h"

#include <algorithm>

#include "core/text.h"
#include "redact/scrub.h"

namespace arris::ai {

namespace {

// Without the start of a last character whose rest is cut off.
std::string_view whole_characters(std::string_view text) {
  for (std::size_t back = 1; back <= std::min<std::size_t>(3, text.size()); ++back) {
    const auto byte = static_cast<std::uint8_t>(text[text.size() - back]);
    if ((byte & 0xc0) == 0x80) continue;
    const std::size_t length = byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    return text.substr(0, length > back ? text.size() - back : text.size());
  }
  return text;
}

}  // namespace

std::string redacted(std::string_view text) {
  constexpr std::size_t read_max_bytes = 4 * content_max_bytes;
  const auto part = whole_characters(clip_utf8(text, read_max_bytes));
  if (!is_utf8(part)) return std::string(redact::filtered);
  auto clean = part.size() == text.size() ? redact::scrub(part) : std::nullopt;
  if (!clean) clean = redact::scrub_text(part);
  return std::string(clip_utf8(*clean, content_max_bytes));
}

}  // namespace arris::ai
