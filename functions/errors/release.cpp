#include "errors/release.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "core/text.h"
#include "redact/scan.h"

namespace arris::errors {

using namespace redact;
namespace {

struct Version {
  std::string_view package;
  std::array<std::int64_t, 4> numbers{};
  std::string_view prerelease;
  std::string_view build;
};

std::string_view cut_after(std::string_view& text, char mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return {};
  const std::string_view tail = text.substr(at + 1);
  text = text.substr(0, at);
  return tail;
}

// Up to 15 digits: a number that every host counts exactly.
std::optional<std::int64_t> number(std::string_view text) {
  if (text.empty() || text.size() > 15 || !std::ranges::all_of(text, scan::is_digit)) return {};
  return parse_integer(text);
}

std::optional<Version> parse(std::string_view text) {
  Version version;
  if (const std::size_t at = text.rfind('@'); at != std::string_view::npos) {
    version.package = text.substr(0, at);
    text.remove_prefix(at + 1);
  }
  if (!text.empty() && (text[0] == 'v' || text[0] == 'V')) text.remove_prefix(1);
  version.build = cut_after(text, '+');
  version.prerelease = cut_after(text, '-');
  for (std::int64_t& slot : version.numbers) {
    const bool last = text.find('.') == std::string_view::npos;
    const std::string_view rest = cut_after(text, '.');
    const auto value = number(text);
    if (!value) return {};
    slot = *value;
    if (last) return version;
    text = rest;
  }
  return {};
}

std::strong_ordering by_text(std::string_view a, std::string_view b) { return a.compare(b) <=> 0; }

// Numbers by value and before words, words by their bytes.
std::strong_ordering by_identifier(std::string_view a, std::string_view b) {
  const auto left = number(a), right = number(b);
  if (left && right) return *left <=> *right;
  if (left || right) return left ? std::strong_ordering::less : std::strong_ordering::greater;
  return by_text(a, b);
}

std::strong_ordering by_prerelease(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return b.size() <=> a.size();  // none is the release itself: the last
  while (!a.empty() && !b.empty()) {
    const std::string_view a_rest = cut_after(a, '.'), b_rest = cut_after(b, '.');
    const std::strong_ordering order = by_identifier(a, b);
    if (order != std::strong_ordering::equal) return order;
    a = a_rest;
    b = b_rest;
  }
  return a.size() <=> b.size();
}

std::strong_ordering by_build(std::string_view a, std::string_view b) {
  const auto left = number(a), right = number(b);
  return left && right ? *left <=> *right : std::strong_ordering::equal;
}

}  // namespace

std::partial_ordering compare_releases(std::string_view a, std::string_view b) {
  if (a == b) return std::partial_ordering::equivalent;
  const auto left = parse(a), right = parse(b);
  if (!left || !right || left->package != right->package) return std::partial_ordering::unordered;
  for (std::size_t i = 0; i < left->numbers.size(); ++i) {
    if (left->numbers[i] != right->numbers[i]) return left->numbers[i] <=> right->numbers[i];
  }
  const std::strong_ordering order = by_prerelease(left->prerelease, right->prerelease);
  return order != std::strong_ordering::equal ? order : by_build(left->build, right->build);
}

}  // namespace arris::errors
