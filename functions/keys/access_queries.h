#pragma once
// The statements of access keys, and those of expiry.

#include "http/audit.h"
#include "http/common.h"
#include "keys/shapes.h"

namespace arris::keys {

using storage::Query;

struct AccessRow {
  KeyId id;
  std::string_view name, kind, shown, last4;
  std::int64_t scopes;
  std::optional<std::int64_t> limit_capacity, limit_window_ms, usage_count, last_used_at_ms,
      expires_at_ms, revoked_at_ms;
  std::optional<std::string_view> replaces_id;
  std::string_view created_by;
  std::int64_t created_at_ms;
};
BOOST_DESCRIBE_STRUCT(AccessRow, (),
                      (id, name, kind, shown, last4, scopes, limit_capacity, limit_window_ms,
                       usage_count, last_used_at_ms, expires_at_ms, revoked_at_ms, replaces_id,
                       created_by, created_at_ms))

inline constexpr Query<AccessRow(OrgId, std::int64_t, std::string_view, std::int64_t)>
    list_access_keys{"keys.list_access_keys", R"sql(
  SELECT k.id, k.name, k.kind, k.shown, k.last4, k.scopes, k.limit_capacity, k.limit_window_ms, u.uses AS usage_count,
         u.last_used_at_ms, k.expires_at_ms, k.revoked_at_ms, k.replaces_id, k.created_by, k.created_at_ms
    FROM access_keys k
    LEFT JOIN key_usage_days u ON u.org_id = k.org_id AND u.key_id = k.id AND u.day_at_ms = 0
   WHERE k.org_id = ?1 AND (k.created_at_ms, k.id) < (CAST(?2 AS INTEGER), ?3)
   ORDER BY k.created_at_ms DESC, k.id DESC
   LIMIT CAST(?4 AS INTEGER)
)sql"};

inline constexpr Query<AccessRow(OrgId, KeyId)> find_access_key{"keys.find_access_key", R"sql(
  SELECT k.id, k.name, k.kind, k.shown, k.last4, k.scopes, k.limit_capacity, k.limit_window_ms, u.uses AS usage_count,
         u.last_used_at_ms, k.expires_at_ms, k.revoked_at_ms, k.replaces_id, k.created_by, k.created_at_ms
    FROM access_keys k
    LEFT JOIN key_usage_days u ON u.org_id = k.org_id AND u.key_id = k.id AND u.day_at_ms = 0
   WHERE k.org_id = ?1 AND k.id = ?2
)sql"};

// A key by its hash, if it is of the org.
inline constexpr Query<AccessRow(OrgId, std::string_view)> find_by_hash{"keys.find_by_hash", R"sql(
  SELECT k.id, k.name, k.kind, k.shown, k.last4, k.scopes, k.limit_capacity, k.limit_window_ms, NULL AS usage_count,
         NULL AS last_used_at_ms, k.expires_at_ms, k.revoked_at_ms, k.replaces_id, k.created_by, k.created_at_ms
    FROM access_keys k
   WHERE k.org_id = ?1 AND k.key_hash = ?2
)sql"};

inline constexpr Query<void(
    OrgId, KeyId, std::string_view, std::string_view, std::string_view, std::string_view,
    std::string_view, std::int64_t, std::optional<std::int64_t>, std::optional<std::int64_t>,
    std::string_view, std::int64_t, std::optional<std::int64_t>, std::optional<std::string_view>)>
    add_access_key{"keys.add_access_key", R"sql(
  INSERT INTO access_keys (org_id, id, key_hash, name, kind, shown, last4, scopes, limit_capacity, limit_window_ms,
                           created_by, created_at_ms, expires_at_ms, replaces_id)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
)sql"};

// A key in the place of ?2, like it but for what comes from itself: a secret's are the hash, beginning and end of ?4 to
// ?6, a public one's those of ?7 to ?9. (org, old, new, three, three, by, now)
inline constexpr Query<void(OrgId, KeyId, KeyId, std::string_view, std::string_view,
                            std::string_view, std::string_view, std::string_view, std::string_view,
                            std::string_view, std::int64_t)>
    add_successor{"keys.add_successor", R"sql(
  INSERT INTO access_keys (org_id, id, key_hash, name, kind, shown, last4, scopes, limit_capacity, limit_window_ms,
                           created_by, created_at_ms, expires_at_ms, replaces_id)
  SELECT ?1, ?3, iif(kind = 'secret', ?4, ?7), name, kind, iif(kind = 'secret', ?5, ?8), iif(kind = 'secret', ?6, ?9),
         scopes, limit_capacity, limit_window_ms, ?10, CAST(?11 AS INTEGER), expires_at_ms, id
    FROM access_keys
   WHERE org_id = ?1 AND id = ?2
)sql"};

// What happened to the key ?9, by its name.
inline constexpr http::AppendAudit audit_access_key{"audit.access_key",
                                                    ARRIS_AUDIT_NAMED("?7", "access_keys")};

inline constexpr http::AddMessage tell_access_key{
    "http.tell_access_key",
    ARRIS_ADD_MESSAGE(
        "json_set(?4, '$.name', name, '$.kind', kind, '$.expires_at_ms', expires_at_ms)",
        "(SELECT name, kind, expires_at_ms FROM access_keys"
        " WHERE org_id = ?1 AND id = ?4->>'key_id')")};

// What is null stays; ?6 and ?7 are the limit and ?9 the expiry, null for none, where ?5 and ?8 are 1. A public key fails
// with not_for_public_keys when it would get other scopes than those of ?10.
// (org, id, name, scopes, limits?, capacity, window_ms, expires?, expires_at_ms, public scopes)
inline constexpr Query<void(OrgId, KeyId, std::optional<std::string_view>,
                            std::optional<std::int64_t>, bool, std::optional<std::int64_t>,
                            std::optional<std::int64_t>, bool, std::optional<std::int64_t>,
                            std::int64_t)>
    change_access_key{"keys.change_access_key", R"sql(
  UPDATE access_keys
     SET name = coalesce(?3, name),
         scopes = CASE WHEN kind = 'public' AND CAST(?4 AS INTEGER) & ~CAST(?10 AS INTEGER) <> 0
                       THEN json_extract('{}', 'not_for_public_keys') ELSE coalesce(CAST(?4 AS INTEGER), scopes) END,
         limit_capacity = iif(?5, CAST(?6 AS INTEGER), limit_capacity),
         limit_window_ms = iif(?5, CAST(?7 AS INTEGER), limit_window_ms),
         expires_at_ms = iif(?8, CAST(?9 AS INTEGER), expires_at_ms),
         told_at_ms = iif(?8 AND expires_at_ms IS NOT CAST(?9 AS INTEGER), NULL, told_at_ms)
   WHERE org_id = ?1 AND id = ?2
)sql"};
inline constexpr Query<void(OrgId, KeyId, Status, std::int64_t)> turn_access_key{
    "keys.turn_access_key", R"sql(
  UPDATE access_keys SET revoked_at_ms = iif(?3 = 'revoked', CAST(?4 AS INTEGER), NULL)
   WHERE org_id = ?1 AND id = ?2
     AND iif(?3 = 'revoked', coalesce(revoked_at_ms > CAST(?4 AS INTEGER), 1), revoked_at_ms IS NOT NULL)
)sql"};

// Ends a key at ?3, or earlier if it was to; nothing when it has ended or expired by ?4.
inline constexpr Query<void(OrgId, KeyId, std::int64_t, std::int64_t)> end_access_key{
    "keys.end_access_key", R"sql(
  UPDATE access_keys SET revoked_at_ms = min(coalesce(revoked_at_ms, ?3), ?3)
   WHERE org_id = ?1 AND id = ?2 AND (revoked_at_ms IS NULL OR revoked_at_ms > CAST(?4 AS INTEGER))
     AND (expires_at_ms IS NULL OR expires_at_ms > CAST(?4 AS INTEGER))
)sql"};

inline constexpr Query<void(OrgId, KeyId)> delete_access_key{"keys.delete_access_key", R"sql(
  DELETE FROM access_keys WHERE org_id = ?1 AND id = ?2
)sql"};

// ---- expiry

struct ExpiringKey {
  OrgId org_id;
  KeyId id;
  std::string_view name, kind;
  std::int64_t expires_at_ms;
};
BOOST_DESCRIBE_STRUCT(ExpiringKey, (), (org_id, id, name, kind, expires_at_ms))

// Keys that expire before ?2 of which nobody was told, and those expired at ?1 of which nobody was told since.
inline constexpr Query<ExpiringKey(std::int64_t, std::int64_t, std::int64_t)> list_expiring{
    "keys.list_expiring", R"sql(
  SELECT org_id, id, name, 'vault' AS kind, expires_at_ms FROM vault_keys
   WHERE revoked_at_ms IS NULL AND (told_at_ms IS NULL OR told_at_ms < expires_at_ms)
     AND expires_at_ms <= CAST(?2 AS INTEGER) AND (told_at_ms IS NULL OR expires_at_ms <= CAST(?1 AS INTEGER))
   UNION ALL
  SELECT org_id, id, name, kind, expires_at_ms FROM access_keys
   WHERE revoked_at_ms IS NULL AND (told_at_ms IS NULL OR told_at_ms < expires_at_ms)
     AND expires_at_ms <= CAST(?2 AS INTEGER) AND (told_at_ms IS NULL OR expires_at_ms <= CAST(?1 AS INTEGER))
   LIMIT CAST(?3 AS INTEGER)
)sql"};

// Mark a key as told at ?4; nothing changes unless it still expires at ?3 and was not told by now.
inline constexpr Query<void(OrgId, KeyId, std::int64_t, std::int64_t)> mark_vault_told{
    "keys.mark_vault_told", R"sql(
  UPDATE vault_keys SET told_at_ms = ?4
   WHERE org_id = ?1 AND id = ?2 AND expires_at_ms = CAST(?3 AS INTEGER) AND revoked_at_ms IS NULL
     AND (told_at_ms IS NULL OR (told_at_ms < expires_at_ms AND expires_at_ms <= CAST(?4 AS INTEGER)))
)sql"};

inline constexpr Query<void(OrgId, KeyId, std::int64_t, std::int64_t)> mark_access_told{
    "keys.mark_access_told", R"sql(
  UPDATE access_keys SET told_at_ms = ?4
   WHERE org_id = ?1 AND id = ?2 AND expires_at_ms = CAST(?3 AS INTEGER) AND revoked_at_ms IS NULL
     AND (told_at_ms IS NULL OR (told_at_ms < expires_at_ms AND expires_at_ms <= CAST(?4 AS INTEGER)))
)sql"};

// Whatever an org had in the vault, and the keys that opened it.
inline constexpr Query<void(OrgId)> forget_vault{"keys.forget_vault", R"sql(
  DELETE FROM vault_keys WHERE org_id = ?1
)sql"};
inline constexpr Query<void(OrgId)> forget_org_keys{"keys.forget_org_keys", R"sql(
  DELETE FROM org_keks WHERE org_id = ?1
)sql"};

// Secrets whose overlap is over are gone for good.
inline constexpr Query<void(std::int64_t)> delete_ended_versions{"keys.delete_ended_versions",
                                                                 R"sql(
  DELETE FROM vault_versions
   WHERE (org_id, key_id, version) IN (SELECT org_id, key_id, version FROM vault_versions
                                        WHERE ends_at_ms <= CAST(?1 AS INTEGER) LIMIT 1000)
)sql"};

inline constexpr Query<void(std::int64_t)> delete_old_usage{"keys.delete_old_usage", R"sql(
  DELETE FROM key_usage_days
   WHERE (org_id, key_id, day_at_ms) IN (SELECT org_id, key_id, day_at_ms FROM key_usage_days
                                          WHERE day_at_ms > 0 AND day_at_ms < CAST(?1 AS INTEGER) LIMIT 1000)
)sql"};

}  // namespace arris::keys
