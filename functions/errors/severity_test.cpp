#include "errors/severity.h"

#include <doctest/doctest.h>

namespace arris::errors {
namespace {

struct Case {
  std::string_view level;
  Handled handled;
  std::string_view environment;
  Tag tag;
  std::string_view want;
};

constexpr Case cases[] = {
    {"fatal", Handled::yes, "production", {}, "critical"},
    {"fatal", Handled::no, "dev", {}, "critical"},
    {"critical", Handled::unknown, "", {}, "critical"},
    {"error", Handled::no, "production", {}, "high"},
    {"error", Handled::no, "", {}, "high"},
    {"error", Handled::yes, "production", {}, "medium"},
    {"error", Handled::unknown, "production", {}, "medium"},
    {"warning", Handled::no, "production", {}, "medium"},
    {"warn", Handled::yes, "production", {}, "low"},
    {"warning", Handled::unknown, "production", {}, "low"},
    {"info", Handled::no, "production", {}, "low"},
    {"debug", Handled::no, "production", {}, "low"},
    {"sideways", Handled::unknown, "production", {}, "medium"},
    {"", Handled::no, "", {}, "high"},
    {"ERROR", Handled::no, "Production", {}, "high"},
    {"error", Handled::no, "Staging", {}, "medium"},
    {"error", Handled::yes, "test", {}, "low"},
    {"warning", Handled::yes, "dev", {}, "low"},
    {"error", Handled::no, "eu-production", {}, "high"},
    {"info", Handled::yes, "dev", {"severity", "critical"}, "critical"},
    {"fatal", Handled::no, "production", {"severity", "LOW"}, "low"},
    {"error", Handled::no, "production", {"priority", "P0"}, "critical"},
    {"error", Handled::no, "production", {"priority", "p3"}, "low"},
    {"error", Handled::no, "production", {"priority", "p9"}, "high"},
    {"error", Handled::no, "production", {"severity", "huge"}, "high"},
    {"error", Handled::no, "production", {"region", "critical"}, "high"},
};

}  // namespace

TEST_CASE("severity: a tag decides, else level, handledness and environment") {
  for (const Case& c : cases) {
    CAPTURE(c.level);
    CAPTURE(c.environment);
    CAPTURE(c.tag.value);
    const Tag tags[] = {c.tag};
    CHECK(text_of(severity_of(level_of(c.level), c.handled, c.environment, tags)) == c.want);
  }
}

TEST_CASE("severity: every name is read back") {
  for (const std::string_view name : {"low", "medium", "high", "critical"}) {
    CHECK(text_of(*severity_of(name)) == name);
  }
  CHECK(!severity_of("Low"));
  for (const std::string_view name : {"debug", "info", "warning", "error", "fatal"}) {
    CHECK(text_of(level_of(name)) == name);
  }
}

}  // namespace arris::errors
