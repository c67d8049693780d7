#pragma once
// The statements by which secrets move under newer keys of their orgs, and those under the newest root.

#include "http/common.h"
#include "keys/queries.h"

namespace arris::keys {

// A secret's key that is still under an older key of its org.
struct StaleSecret {
  OrgId org_id;
  KeyId key_id;
  std::int64_t version;
  Bytes sealed_key;
  std::int64_t old_version;
  Bytes old_key;
  std::int64_t new_version;
  Bytes new_key;
};
BOOST_DESCRIBE_STRUCT(StaleSecret, (),
                      (org_id, key_id, version, sealed_key, old_version, old_key, new_version,
                       new_key))

// Of the org ?1, or of all for ''.
inline constexpr Query<StaleSecret(OrgId, std::int64_t)> list_stale_secrets{
    "keys.list_stale_secrets", R"sql(
  SELECT v.org_id, v.key_id, v.version, v.sealed_key, o.version AS old_version, o.sealed AS old_key,
         n.version AS new_version, n.sealed AS new_key
    FROM org_keks o
    JOIN org_keks n ON n.org_id = o.org_id
         AND n.version = (SELECT max(m.version) FROM org_keks m WHERE m.org_id = o.org_id)
    JOIN vault_versions v ON v.org_id = o.org_id AND v.org_key_version = o.version
   WHERE o.retired_at_ms IS NOT NULL AND (?1 = '' OR o.org_id = ?1)
   LIMIT CAST(?2 AS INTEGER)
)sql"};

inline constexpr Query<void(OrgId, KeyId, std::int64_t, std::int64_t, std::int64_t, Bytes)>
    move_secret{"keys.move_secret", R"sql(
  UPDATE vault_versions SET org_key_version = ?5, sealed_key = ?6
   WHERE org_id = ?1 AND key_id = ?2 AND version = CAST(?3 AS INTEGER) AND org_key_version = CAST(?4 AS INTEGER)
)sql"};

struct Waiting {
  std::int64_t waiting;
};
BOOST_DESCRIBE_STRUCT(Waiting, (), (waiting))

// How many secrets of an org are not under its key ?2; counted up to 10,000.
inline constexpr Query<Waiting(OrgId, std::int64_t)> count_waiting{"keys.count_waiting", R"sql(
  SELECT count(*) AS waiting FROM (
    SELECT 1 FROM vault_versions WHERE org_id = ?1 AND org_key_version < CAST(?2 AS INTEGER) LIMIT 10000)
)sql"};

// How many are not under its newest key; counted up to 10,000.
inline constexpr Query<Waiting(OrgId)> count_stale{"keys.count_stale", R"sql(
  SELECT count(*) AS waiting FROM (
    SELECT 1 FROM vault_versions
     WHERE org_id = ?1 AND org_key_version < (SELECT max(version) FROM org_keks WHERE org_id = ?1)
     LIMIT 10000)
)sql"};

inline constexpr Query<void(OrgId, std::int64_t, std::int64_t)> retire_org_keys{
    "keys.retire_org_keys", R"sql(
  UPDATE org_keks SET retired_at_ms = ?3
   WHERE org_id = ?1 AND version < CAST(?2 AS INTEGER) AND retired_at_ms IS NULL
)sql"};

// Retired keys that nothing is under any more.
inline constexpr Query<void()> delete_idle_org_keys{"keys.delete_idle_org_keys", R"sql(
  DELETE FROM org_keks
   WHERE retired_at_ms IS NOT NULL AND NOT EXISTS (
         SELECT 1 FROM vault_versions v
          WHERE v.org_id = org_keks.org_id AND v.org_key_version = org_keks.version)
)sql"};

// A key of an org that is not under the root ?1.
struct StaleOrgKey {
  OrgId org_id;
  std::int64_t version;
  std::string_view root_id;
  Bytes sealed;
};
BOOST_DESCRIBE_STRUCT(StaleOrgKey, (), (org_id, version, root_id, sealed))

inline constexpr Query<StaleOrgKey(std::string_view, std::int64_t)> list_stale_org_keys{
    "keys.list_stale_org_keys", R"sql(
  SELECT org_id, version, root_id, sealed FROM org_keks
   WHERE root_id <> ?1
   LIMIT CAST(?2 AS INTEGER)
)sql"};

inline constexpr Query<void(OrgId, std::int64_t, std::string_view, std::string_view, Bytes)>
    move_org_key{"keys.move_org_key", R"sql(
  UPDATE org_keks SET root_id = ?4, sealed = ?5
   WHERE org_id = ?1 AND version = CAST(?2 AS INTEGER) AND root_id = ?3
)sql"};

}  // namespace arris::keys
