#pragma once
// Which notice reaches whom, where and when, and why. One pure function; what it says is stored with the notice.
//
//   critical            reaches every channel at once, whatever is preferred
//   preference          on, off, or the default of category and type
//   quiet hours         in_app: arrives silently; email and webhook: held until they end

#include <array>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "notifications/zone.h"

namespace arris::notifications {

enum class Type : std::uint8_t { success, error, warning, info };
BOOST_DESCRIBE_ENUM(Type, success, error, warning, info)

enum class Category : std::uint8_t { workflow, system, team, billing };
BOOST_DESCRIBE_ENUM(Category, workflow, system, team, billing)

enum class Channel : std::uint8_t { in_app, email, webhook };
BOOST_DESCRIBE_ENUM(Channel, in_app, email, webhook)

enum class Verdict : std::uint8_t { sent, silent, held, off };
BOOST_DESCRIBE_ENUM(Verdict, sent, silent, held, off)

// Each names a rule that was looked at, in that order; the last one decided.
enum class Reason : std::uint8_t {
  critical,
  not_critical,
  preferred_on,
  preferred_off,
  default_on,
  default_off,
  quiet_hours,
  no_quiet_hours,
  outside_quiet_hours
};
BOOST_DESCRIBE_ENUM(Reason, critical, not_critical, preferred_on, preferred_off, default_on,
                    default_off, quiet_hours, no_quiet_hours, outside_quiet_hours)

inline constexpr std::size_t category_count = 4, channel_count = 3;

// Minutes of the local day; from == to is the whole day, from > to goes over midnight.
struct QuietHours {
  int from_min = 0, to_min = 0;
  Zone zone;
};

struct Preferences {
  // For each category its channels: '1' on, '0' off, '-' the default.
  std::string_view choices = "------------";
  std::optional<QuietHours> quiet;
};

struct Matter {
  Category category = Category::system;
  Type type = Type::info;
  bool critical = false;
};

struct Decision {
  Channel channel = Channel::in_app;
  Verdict verdict = Verdict::sent;
  std::array<Reason, 3> reasons{};
  std::size_t reason_count = 0;
  std::int64_t until_ms = 0;  // held until then

  std::span<const Reason> because() const { return {reasons.data(), reason_count}; }
};

using Decisions = std::array<Decision, channel_count>;

// What holds where nobody chose.
bool default_of(Category category, Channel channel, Type type);

Decision decide(const Matter& matter, Channel channel, const Preferences& preferences,
                std::int64_t now_ms);
Decisions decide_all(const Matter& matter, const Preferences& preferences, std::int64_t now_ms);

bool is_quiet(const QuietHours& quiet, std::int64_t at_ms);
// The first minute that is not quiet. REQUIRES: is_quiet(quiet, at_ms), from_min != to_min
std::int64_t quiet_end_ms(const QuietHours& quiet, std::int64_t at_ms);

}  // namespace arris::notifications
