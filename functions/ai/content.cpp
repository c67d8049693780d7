#include "ai/content.h"

#include "core/text.h"
#include "redact/scrub.h"

namespace arris::ai {

std::string redacted(std::string_view text) {
  constexpr std::size_t read_max_bytes = 4 * content_max_bytes;
  const auto part = clip_utf8(text, read_max_bytes);
  if (!is_utf8(part)) return std::string(redact::filtered);
  auto clean = part.size() == text.size() ? redact::scrub(part) : std::nullopt;
  if (!clean) clean = redact::scrub_text(part);
  return std::string(clip_utf8(*clean, content_max_bytes));
}

}  // namespace arris::ai
