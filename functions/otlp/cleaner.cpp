#include "otlp/cleaner.h"

#include "core/text.h"

namespace arris::otlp {
namespace {

// A secret that the end of what is kept would cut in two is seen whole.
constexpr std::size_t seen_beyond_bytes = 1024;

// OpenTelemetry's names for what joins the spans of a visit; it opens nothing.
bool names_visit(std::string_view key) {
  return key.ends_with("session.id") || key == "session.previous_id";
}

// Of texts, numbers, lists and objects; what is empty, true, false or null says nothing.
bool says_something(std::string_view value) {
  return value != R"("")" && value != "[]" && value != "{}" && value != "null" && value != "true" &&
         value != "false";
}

bool is_number(std::string_view value) {
  return !value.empty() && (value[0] == '-' || (value[0] >= '0' && value[0] <= '9'));
}

}  // namespace

bool Cleaner::takes(std::string_view key, std::string_view value) {
  const auto kind = kinds_.of(key);
  if (kind == redact::KeyKind::plain || kind == redact::KeyKind::address) return false;
  if (names_visit(key) || !says_something(value)) return false;
  return !is_number(value) || !redact::is_count(key);
}

std::string Cleaner::text(std::string_view text, std::size_t max_bytes) const {
  if (texts_ == redact::Texts::keep) return std::string(clip_utf8(text, max_bytes));
  const auto clean = redact::scrub_content(clip_utf8(text, max_bytes + seen_beyond_bytes));
  return std::string(clip_utf8(clean, max_bytes));
}

}  // namespace arris::otlp
