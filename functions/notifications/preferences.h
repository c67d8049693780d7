#pragma once
// Preferences as they are stored, and what was decided by them as it is shown.

#include "http/common.h"
#include "http/context.h"
#include "notifications/preference_shapes.h"
#include "notifications/queries.h"

namespace arris::notifications {

struct PreferencesRow {
  std::string_view choices;
  std::optional<std::int64_t> quiet_from_min, quiet_to_min;
  std::string_view zone;
  std::int64_t version;
};
BOOST_DESCRIBE_STRUCT(PreferencesRow, (), (choices, quiet_from_min, quiet_to_min, zone, version))

inline constexpr Query<PreferencesRow(OrgId, UserId)> find_preferences{
    "notifications.find_preferences", R"sql(
  SELECT choices, quiet_from_min, quiet_to_min, zone, version
    FROM notification_preferences WHERE org_id = ?1 AND user_id = ?2
)sql"};

// Changes nothing unless the version is ?7, null for any; that of no row is 0.
inline constexpr Query<void(OrgId, UserId, std::string_view, std::optional<std::int64_t>,
                            std::optional<std::int64_t>, std::string_view,
                            std::optional<std::int64_t>)>
    put_preferences{"notifications.put_preferences", R"sql(
  INSERT INTO notification_preferences (org_id, user_id, choices, quiet_from_min, quiet_to_min, zone)
  SELECT ?1, ?2, ?3, CAST(?4 AS INTEGER), CAST(?5 AS INTEGER), ?6
   WHERE ?7 IS NULL OR ?7 = coalesce((SELECT version FROM notification_preferences
                                       WHERE org_id = ?1 AND user_id = ?2), 0)
      ON CONFLICT (org_id, user_id) DO UPDATE
     SET choices = excluded.choices, quiet_from_min = excluded.quiet_from_min,
         quiet_to_min = excluded.quiet_to_min, zone = excluded.zone, version = version + 1
)sql"};

Preferences preferences_of(const PreferencesRow& row);

// The JSON list of what was decided for each channel, and by which rules.
json::Written as_raw(http::Context context, const Decisions& decisions);

}  // namespace arris::notifications
