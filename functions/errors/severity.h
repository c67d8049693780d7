#pragma once
// How urgent an event is. SDKs send a level, which says how the program saw it; people sort by
// severity.
//
// The rule, in this order:
// (1) a tag "severity" or "priority" with one of the four names, or p0..p3 / P0..P3, decides alone;
// (2) fatal is critical;
// (3) error is high when nothing handled it, else medium;
// (4) warning is medium when nothing handled it, else low;
// (5) info and debug are low; an unknown level counts as error;
// (6) outside of production, by the environment's name, what (3) and (4) say is one step lower.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace arris::errors {

// Stored by name: never rename.
enum class Severity : std::uint8_t { low, medium, high, critical };
enum class Level : std::uint8_t { debug, info, warning, error, fatal };
enum class Handled : std::uint8_t { unknown, yes, no };

struct Tag {
  std::string_view key;
  std::string_view value;
};

std::string_view text_of(Severity severity);
std::string_view text_of(Level level);
std::optional<Severity> severity_of(std::string_view text);

// Also knows the names that logging libraries use: "warn", "critical", "log", ...; anything else is
// error.
Level level_of(std::string_view text);

Severity severity_of(Level level, Handled handled, std::string_view environment,
                     std::span<const Tag> tags);

}  // namespace arris::errors
