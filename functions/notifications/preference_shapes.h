#pragma once
// What a person wants to hear where, as it goes in and comes out.

#include "notifications/shapes.h"

namespace arris::notifications {

// Null is the default of the category.
struct Channels {
  std::optional<bool> in_app, email, webhook;
};
BOOST_DESCRIBE_STRUCT(Channels, (), (in_app, email, webhook))

struct Categories {
  std::optional<Channels> workflow, system, team, billing;
};
BOOST_DESCRIBE_STRUCT(Categories, (), (workflow, system, team, billing))

// From minute to minute of the local day in an IANA zone; to before from goes over midnight.
struct QuietSpan {
  json::Integer<0, 1439> from_min, to_min;
  json::Text<1, 64> zone;
};
BOOST_DESCRIBE_STRUCT(QuietSpan, (), (from_min, to_min, zone))
void find_faults(const QuietSpan& span, json::Faults& faults);

// What came and is still unread, in one mail: every day, or on Mondays, at a minute of the day (480: 8:00) in an IANA
// zone (UTC).
enum class DigestEvery : std::uint8_t { daily, weekly };
BOOST_DESCRIBE_ENUM(DigestEvery, daily, weekly)

struct NewDigest {
  DigestEvery every;
  std::optional<json::Integer<0, 1439>> at_min;
  std::optional<json::Text<1, 64>> zone;
};
BOOST_DESCRIBE_STRUCT(NewDigest, (), (every, at_min, zone))
void find_faults(const NewDigest& digest, json::Faults& faults);

struct ShownDigest {
  DigestEvery every;
  std::int64_t at_min;
  std::string_view zone;
  std::int64_t next_at_ms;
};
BOOST_DESCRIBE_STRUCT(ShownDigest, (), (every, at_min, zone, next_at_ms))

// Whole: what is left out is the default. Critical notices reach every channel at any time.
struct NewPreferences {
  std::optional<Categories> categories;
  std::optional<QuietSpan> quiet_hours;
  std::optional<NewDigest> digest;
};
BOOST_DESCRIBE_STRUCT(NewPreferences, (), (categories, quiet_hours, digest))

struct ShownCategories {
  Channels workflow, system, team, billing;
};
BOOST_DESCRIBE_STRUCT(ShownCategories, (), (workflow, system, team, billing))

// `quiet_now`: quiet hours last at the moment of the answer.
struct ShownPreferences {
  ShownCategories categories;
  std::optional<QuietSpan> quiet_hours;
  bool quiet_now;
  std::optional<ShownDigest> digest;
  std::int64_t version;
};
BOOST_DESCRIBE_STRUCT(ShownPreferences, (), (categories, quiet_hours, quiet_now, digest, version))

// What would become of a notice under the stored preferences, or those given here.
struct Trial {
  Category category;
  std::optional<Type> type;
  std::optional<bool> critical;
  std::optional<json::Integer<0, 253'402'300'800'000>> at_ms;
  std::optional<NewPreferences> preferences;
};
BOOST_DESCRIBE_STRUCT(Trial, (), (category, type, critical, at_ms, preferences))

struct TrialResult {
  json::Written decisions;
};
BOOST_DESCRIBE_STRUCT(TrialResult, (), (decisions))

}  // namespace arris::notifications
