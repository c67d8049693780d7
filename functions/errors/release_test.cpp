#include "errors/release.h"

#include <doctest/doctest.h>

namespace arris::errors {
namespace {

struct Case {
  std::string_view a;
  std::string_view b;
  std::partial_ordering want;
};

constexpr auto less = std::partial_ordering::less;
constexpr auto same = std::partial_ordering::equivalent;
constexpr auto none = std::partial_ordering::unordered;

constexpr Case cases[] = {
    {"8f3a9c2", "1.2.3", none},
    {"8f3a9c2", "9f3a9c2", none},
    {"shop@1.0.0", "cart@1.0.1", none},
    {"shop@1.0.0", "1.0.1", none},
    {"1.0.", "1.0.1", none},
    {"1..0", "1.0.1", none},
    {"", "1.0", none},
    {"1.2.3.4.5", "1.2.3.4.6", none},
    {"9999999999999999", "1", none},
    {"1.a", "1.2", none},
    {"", "", same},
    {"8f3a9c2", "8f3a9c2", same},
    {"1.2", "1.2.0", same},
    {"v1.2", "1.2", same},
    {"1.0.0+abc", "1.0.0+def", same},
    {"app@1.0.0+abc", "app@1.0.0", same},
    {"1.2.9", "1.2.10", less},
    {"1.2.3", "1.3", less},
    {"1.2.3", "2", less},
    {"1.2.3.4", "1.2.3.5", less},
    {"app@1.2.3+7", "app@1.2.3+12", less},
    {"@scope/app@1.2.3", "@scope/app@1.2.4", less},
    {"1.0.0-alpha", "1.0.0", less},
    {"1.0.0-alpha", "1.0.0-alpha.1", less},
    {"1.0.0-alpha.1", "1.0.0-alpha.beta", less},
    {"1.0.0-alpha.beta", "1.0.0-beta", less},
    {"1.0.0-beta.2", "1.0.0-beta.11", less},
    {"1.0.0-rc.1", "1.0.0", less},
    {"2026.1.31", "2026.2.1", less},
};

std::partial_ordering reversed(std::partial_ordering order) { return 0 <=> order; }

}  // namespace

TEST_CASE("releases: the order of versions, none where there is none") {
  for (const Case& c : cases) {
    CAPTURE(c.a);
    CAPTURE(c.b);
    CHECK((compare_releases(c.a, c.b) == c.want));
    CHECK((compare_releases(c.b, c.a) == reversed(c.want)));
  }
}

}  // namespace arris::errors
