#include "notifications/zone.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <ctime>
#include <random>
#include <string>

#include "core/range.h"
#include "notifications/zone_table.h"

using namespace arris;
using namespace arris::notifications;

TEST_CASE("zone: what is no zone is refused") {
  for (const char* name : {"", "Mars/Olympus", "europe/berlin", "UTC0", "CET-1CEST", " ",
                           "Europe/Berlin Europe/Paris"})
    CHECK_FALSE(find_zone(name));
  for (const char* rule :
       {"", "CET", "CET-", "CET-1CEST", "CET-1CEST,M3.5", "CET-1CEST,M3.5.0,M10.5.0/3x", "<+01"})
    CHECK_FALSE(read_zone(rule));
}

// The C library reads the same rules by a code of its own.
TEST_CASE("zone: every rule of the table agrees with the C library's reading") {
  std::mt19937_64 random(3);
  for (std::string_view rest = zone_table; !rest.empty();) {
    const auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(line.size() + 1);
    const std::string rule(line.substr(0, line.rfind(':')));
    const auto zone = read_zone(rule);
    INFO(rule);
    REQUIRE(zone);
    ::setenv("TZ", rule.c_str(), 1);
    ::tzset();
    for (int i = 0; i < 400; ++i) {
      const auto at_s = static_cast<std::time_t>(1'750'000'000 + random() % 400'000'000);
      std::tm local{};
      ::localtime_r(&at_s, &local);
      REQUIRE(offset_ms(*zone, at_s * 1000) == local.tm_gmtoff * 1000);
      REQUIRE(minute_of_day(*zone, at_s * 1000) == local.tm_hour * 60 + local.tm_min);
    }
  }
  ::unsetenv("TZ");
  ::tzset();
}
