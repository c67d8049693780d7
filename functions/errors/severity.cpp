#include "errors/severity.h"

#include <algorithm>

#include "core/text.h"

namespace arris::errors {
namespace {

constexpr std::string_view severities[] = {"low", "medium", "high", "critical"};
constexpr std::string_view levels[] = {"debug", "info", "warning", "error", "fatal"};
constexpr std::string_view rehearsals[] = {"dev",     "development", "local", "test",
                                           "testing", "ci",          "qa",    "staging"};

struct LevelName {
  std::string_view name;
  Level level;
};
constexpr LevelName level_names[] = {
    {"trace", Level::debug}, {"verbose", Level::debug},   {"log", Level::info},
    {"notice", Level::info}, {"warn", Level::warning},    {"critical", Level::fatal},
    {"crash", Level::fatal}, {"emergency", Level::fatal}, {"panic", Level::fatal},
};

std::optional<Severity> by_tag(std::span<const Tag> tags) {
  for (const Tag& tag : tags) {
    if (tag.key != "severity" && tag.key != "priority") continue;
    const std::string value = to_lower(tag.value);
    if (const auto named = severity_of(value)) return named;
    if (value.size() == 2 && value[0] == 'p' && value[1] >= '0' && value[1] <= '3') {
      return static_cast<Severity>('3' - value[1]);
    }
  }
  return {};
}

bool is_rehearsal(std::string_view environment) {
  return std::ranges::find(rehearsals, to_lower(environment)) != std::end(rehearsals);
}

Severity raised(Severity base, Handled handled) {
  return handled == Handled::no ? static_cast<Severity>(static_cast<int>(base) + 1) : base;
}

Severity lowered(Severity severity) {
  return severity == Severity::low ? severity
                                   : static_cast<Severity>(static_cast<int>(severity) - 1);
}

}  // namespace

std::string_view text_of(Severity severity) { return severities[static_cast<int>(severity)]; }
std::string_view text_of(Level level) { return levels[static_cast<int>(level)]; }

std::optional<Severity> severity_of(std::string_view text) {
  const auto found = std::ranges::find(severities, text);
  if (found == std::end(severities)) return {};
  return static_cast<Severity>(found - std::begin(severities));
}

Level level_of(std::string_view text) {
  const std::string name = to_lower(text);
  const auto found = std::ranges::find(levels, name);
  if (found != std::end(levels)) return static_cast<Level>(found - std::begin(levels));
  const auto alias = std::ranges::find(level_names, name, &LevelName::name);
  return alias == std::end(level_names) ? Level::error : alias->level;
}

Severity severity_of(Level level, Handled handled, std::string_view environment,
                     std::span<const Tag> tags) {
  if (const auto tagged = by_tag(tags)) return *tagged;
  if (level == Level::fatal) return Severity::critical;
  if (level < Level::warning) return Severity::low;
  const Severity base = level == Level::error ? Severity::medium : Severity::low;
  const Severity severity = raised(base, handled);
  return is_rehearsal(environment) ? lowered(severity) : severity;
}

}  // namespace arris::errors
