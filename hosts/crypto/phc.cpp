#include "crypto/phc.h"

#include <algorithm>

#include "core/text.h"

namespace arris::crypto {
namespace {

constexpr std::string_view prefix = "$argon2id$v=19$m=";

// The standard alphabet differs from the one for URLs in two characters.
std::string to_base64(std::string_view bytes) {
  auto text = to_base64url(as_bytes(bytes));
  std::ranges::replace(text, '-', '+');
  std::ranges::replace(text, '_', '/');
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.find_first_of("-_") != text.npos) return std::nullopt;
  std::string url(text);
  std::ranges::replace(url, '+', '-');
  std::ranges::replace(url, '/', '_');
  return from_base64url(url);
}

// Takes `text` up to `end`, which must be there.
std::optional<std::string_view> take(std::string_view& text, std::string_view end) {
  const auto place = text.find(end);
  if (place == text.npos) return std::nullopt;
  const auto part = text.substr(0, place);
  text.remove_prefix(place + end.size());
  return part;
}

// A decimal number in its only spelling, from 1 to `max`.
bool read_number(std::optional<std::string_view> text, std::uint32_t max, std::uint32_t& number) {
  if (!text || text->empty() || text->size() > 9 || text->front() == '0') return false;
  number = 0;
  for (const char c : *text) {
    if (c < '0' || c > '9') return false;
    number = number * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return number <= max;
}

bool read_bytes(std::optional<std::string_view> text, std::size_t min, std::size_t max,
                std::string& bytes) {
  if (!text) return false;
  auto decoded = from_base64(*text);
  if (!decoded || decoded->size() < min || decoded->size() > max) return false;
  bytes = std::move(*decoded);
  return true;
}

}  // namespace

std::string to_text(const Phc& phc) {
  std::string text(prefix);
  append_decimal(text, phc.parameters.memory_kib);
  text += ",t=";
  append_decimal(text, phc.parameters.passes);
  text += ",p=";
  append_decimal(text, phc.parameters.lanes);
  return text + "$" + to_base64(phc.salt) + "$" + to_base64(phc.tag);
}

std::optional<Phc> parse_phc(std::string_view text) {
  if (!text.starts_with(prefix)) return std::nullopt;
  text.remove_prefix(prefix.size());
  Phc phc;
  auto& [memory_kib, passes, lanes] = phc.parameters;
  const bool read = read_number(take(text, ",t="), memory_max_kib, memory_kib) &&
                    read_number(take(text, ",p="), passes_max, passes) &&
                    read_number(take(text, "$"), lanes_max, lanes) &&
                    read_bytes(take(text, "$"), salt_min_bytes, salt_max_bytes, phc.salt) &&
                    read_bytes(text, tag_min_bytes, tag_max_bytes, phc.tag);
  if (!read || memory_kib < 8 * lanes) return std::nullopt;
  return phc;
}

}  // namespace arris::crypto
