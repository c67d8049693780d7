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
  std::optional<DigestEvery> digest{};
  std::int64_t digest_at_min = 480;
  std::string_view digest_zone = "UTC";
  std::optional<std::int64_t> digest_due_at_ms{};
};
BOOST_DESCRIBE_STRUCT(PreferencesRow, (),
                      (choices, quiet_from_min, quiet_to_min, zone, version, digest, digest_at_min,
                       digest_zone, digest_due_at_ms))

inline constexpr Query<PreferencesRow(OrgId, UserId)> find_preferences{
    "notifications.find_preferences", R"sql(
  SELECT choices, quiet_from_min, quiet_to_min, zone, version, digest, digest_at_min, digest_zone, digest_due_at_ms
    FROM notification_preferences WHERE org_id = ?1 AND user_id = ?2
)sql"};

// Changes nothing unless the version is ?7, null for any; that of no row is 0. A digest goes on from
// where the last one ended; the first begins at ?12.
// (org, user, choices, from, to, zone, version, digest, at_min, digest_zone, due_at_ms, now)
inline constexpr Query<void(OrgId, UserId, std::string_view, std::optional<std::int64_t>,
                            std::optional<std::int64_t>, std::string_view,
                            std::optional<std::int64_t>, std::optional<DigestEvery>, std::int64_t,
                            std::string_view, std::optional<std::int64_t>, std::int64_t)>
    put_preferences{"notifications.put_preferences", R"sql(
  INSERT INTO notification_preferences (org_id, user_id, choices, quiet_from_min, quiet_to_min, zone, digest,
                                        digest_at_min, digest_zone, digest_due_at_ms, digest_from_ms)
  SELECT ?1, ?2, ?3, CAST(?4 AS INTEGER), CAST(?5 AS INTEGER), ?6, ?8, ?9, ?10, CAST(?11 AS INTEGER), ?12
   WHERE ?7 IS NULL OR ?7 = coalesce((SELECT version FROM notification_preferences
                                       WHERE org_id = ?1 AND user_id = ?2), 0)
      ON CONFLICT (org_id, user_id) DO UPDATE
     SET choices = excluded.choices, quiet_from_min = excluded.quiet_from_min,
         quiet_to_min = excluded.quiet_to_min, zone = excluded.zone, version = version + 1, digest = excluded.digest,
         digest_at_min = excluded.digest_at_min, digest_zone = excluded.digest_zone,
         digest_from_ms = iif(digest IS NULL, excluded.digest_from_ms, digest_from_ms),
         digest_due_at_ms = excluded.digest_due_at_ms
)sql"};

Preferences preferences_of(const PreferencesRow& row);

// The JSON list of what was decided for each channel, and by which rules.
json::Written as_raw(http::Context context, const Decisions& decisions);

}  // namespace arris::notifications
