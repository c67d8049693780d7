#pragma once
// The statements of the vault. What is sealed never leaves the database but to the host.

#include <boost/describe/class.hpp>

#include "http/audit.h"
#include "http/common.h"
#include "http/versioned.h"
#include "keys/shapes.h"
#include "vault/credential.h"

namespace arris::keys {

using effect::Bytes;
using storage::Query;

// ---- keys of orgs

struct OrgKey {
  std::int64_t version;
  Bytes sealed;
};
BOOST_DESCRIBE_STRUCT(OrgKey, (), (version, sealed))

inline constexpr Query<OrgKey(OrgId)> find_org_key{"keys.find_org_key", R"sql(
  SELECT version, sealed FROM org_keks WHERE org_id = ?1 ORDER BY version DESC LIMIT 1
)sql"};

inline constexpr Query<void(OrgId, std::int64_t, std::string_view, Bytes, std::int64_t)>
    add_org_key{"keys.add_org_key", R"sql(
  INSERT INTO org_keks (org_id, version, root_id, sealed, created_at_ms) VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT (org_id, version) DO NOTHING
)sql"};

// Fails with `vault_moved` (vault_memory.h) unless ?2 is the org's newest key, 0 for none, and lies there as ?3 if that is
// given, and unless the secret ?4, if one is given, has the version ?5. The failure tells of the OrgKeyTold and SecretTold that
// there are (http/told_rows.h).
inline constexpr Query<void(OrgId, std::int64_t, std::optional<Bytes>, std::optional<KeyId>,
                            std::int64_t)>
    check_vault{"keys.check_vault", R"sql(
  SELECT CASE WHEN coalesce(n.version, 0) <> CAST(?2 AS INTEGER) OR (?3 IS NOT NULL AND n.sealed IS NOT ?3)
                OR (?4 IS NOT NULL AND k.secret_version IS NOT CAST(?5 AS INTEGER))
              THEN json_extract('{}', 'vault_moved: ' || json_array(
                json(iif(n.version IS NULL, '[]', json_array(json_array(n.version, hex(n.sealed))))),
                json(iif(k.id IS NULL, '[]', json_array(json_array(k.base_url, k.secret_version)))))) END AS refusal
    FROM (SELECT 1)
    LEFT JOIN org_keks n ON n.org_id = ?1
              AND n.version = (SELECT max(m.version) FROM org_keks m WHERE m.org_id = ?1)
    LEFT JOIN vault_keys k ON k.org_id = ?1 AND k.id = ?4
)sql"};

struct OrgKeyTold {
  std::int64_t version;
  std::string_view sealed;  // in hexadecimal digits
};
BOOST_DESCRIBE_STRUCT(OrgKeyTold, (), (version, sealed))

struct SecretTold {
  std::string_view base_url;
  std::int64_t secret_version;
};
BOOST_DESCRIBE_STRUCT(SecretTold, (), (base_url, secret_version))

// ---- secrets

struct VaultRow {
  KeyId id;
  std::string_view name;
  Service service;
  std::string_view base_url, last4;
  std::int64_t secret_version;
  std::optional<std::int64_t> usage_count, last_used_at_ms, expires_at_ms, revoked_at_ms;
  std::optional<Verdict> check_verdict;
  std::optional<std::int64_t> checked_at_ms, rotated_at_ms, previous_version, previous_ends_at_ms;
  std::string_view created_by;
  std::int64_t created_at_ms, version;
};
BOOST_DESCRIBE_STRUCT(VaultRow, (),
                      (id, name, service, base_url, last4, secret_version, usage_count,
                       last_used_at_ms, expires_at_ms, revoked_at_ms, check_verdict, checked_at_ms,
                       rotated_at_ms, previous_version, previous_ends_at_ms, created_by,
                       created_at_ms, version))

#define ARRIS_VAULT_ROWS \
  R"sql(
  SELECT k.id, k.name, k.service, k.base_url, v.last4, k.secret_version, u.uses AS usage_count, u.last_used_at_ms,
         k.expires_at_ms, k.revoked_at_ms, k.check_verdict, k.checked_at_ms, k.rotated_at_ms,
         b.version AS previous_version, b.ends_at_ms AS previous_ends_at_ms, k.created_by, k.created_at_ms, k.version
    FROM vault_keys k
    JOIN vault_versions v ON v.org_id = k.org_id AND v.key_id = k.id AND v.version = k.secret_version
    LEFT JOIN vault_versions b ON b.org_id = k.org_id AND b.key_id = k.id AND b.version = k.secret_version - 1
    LEFT JOIN key_usage_days u ON u.org_id = k.org_id AND u.key_id = k.id AND u.day_at_ms = 0
)sql"

// The newest first, those before (?2, ?3); ?4 is a service or null.
inline constexpr Query<VaultRow(OrgId, std::int64_t, std::string_view, std::optional<Service>,
                                std::int64_t)>
    list_vault_keys{"keys.list_vault_keys", ARRIS_VAULT_ROWS R"sql(
   WHERE k.org_id = ?1 AND (k.created_at_ms, k.id) < (CAST(?2 AS INTEGER), ?3) AND (?4 IS NULL OR k.service = ?4)
   ORDER BY k.created_at_ms DESC, k.id DESC
   LIMIT CAST(?5 AS INTEGER)
)sql"};

inline constexpr Query<VaultRow(OrgId, KeyId)> find_vault_key{"keys.find_vault_key",
                                                              ARRIS_VAULT_ROWS R"sql(
   WHERE k.org_id = ?1 AND k.id = ?2
)sql"};
#undef ARRIS_VAULT_ROWS

inline constexpr Query<void(OrgId, KeyId, std::string_view, Service, std::string_view,
                            std::optional<std::int64_t>, std::string_view, std::int64_t)>
    add_vault_key{"keys.add_vault_key", R"sql(
  INSERT INTO vault_keys (org_id, id, name, service, base_url, expires_at_ms, created_by, created_at_ms)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
)sql"};

inline constexpr Query<void(OrgId, KeyId, std::int64_t, std::int64_t, Bytes, Bytes,
                            std::string_view, std::int64_t)>
    add_version{"keys.add_version", R"sql(
  INSERT INTO vault_versions (org_id, key_id, version, org_key_version, sealed_key, sealed, last4, created_at_ms)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
)sql"};

// Of the newest version.
using SealedSecret = vault::Sealed;

inline constexpr Query<SealedSecret(OrgId, KeyId)> find_secret{"keys.find_secret", R"sql(
  SELECT o.sealed AS org_key, o.version AS org_key_version, v.sealed_key, v.sealed, v.version
    FROM vault_keys k
    JOIN vault_versions v ON v.org_id = k.org_id AND v.key_id = k.id AND v.version = k.secret_version
    JOIN org_keks o ON o.org_id = k.org_id AND o.version = v.org_key_version
   WHERE k.org_id = ?1 AND k.id = ?2
)sql"};

// Fails with not_found or precondition_failed unless the key is there and has the version ?3, if one is given.
inline constexpr Query<void(OrgId, KeyId, std::optional<std::int64_t>)> check_vault_key{
    "keys.check_vault_key", ARRIS_CHECK_VERSION("vault_keys", "")};

// A name of null stays; the expiry becomes ?5, null for none, where ?4 is 1.
inline constexpr Query<void(OrgId, KeyId, std::optional<std::string_view>, std::int64_t,
                            std::optional<std::int64_t>)>
    change_vault_key{"keys.change_vault_key", R"sql(
  UPDATE vault_keys
     SET name = coalesce(?3, name), expires_at_ms = iif(?4 = 1, CAST(?5 AS INTEGER), expires_at_ms),
         told_at_ms = iif(?4 = 1 AND expires_at_ms IS NOT CAST(?5 AS INTEGER), NULL, told_at_ms), version = version + 1
   WHERE org_id = ?1 AND id = ?2
)sql"};

// Nothing changes when the key is as ?3 wants it: revoked or active.
inline constexpr Query<void(OrgId, KeyId, Status, std::int64_t)> turn_status{"keys.turn_status",
                                                                             R"sql(
  UPDATE vault_keys SET revoked_at_ms = iif(?3 = 'revoked', CAST(?4 AS INTEGER), NULL)
   WHERE org_id = ?1 AND id = ?2 AND (revoked_at_ms IS NULL) = (?3 = 'revoked')
)sql"};

// What happened to the key ?9, by its name; a change that turned no status is a mere change.
inline constexpr http::AppendAudit audit_vault_key{
    "audit.vault_key", ARRIS_AUDIT_NAMED("iif(changes() > 0, ?7, 'key.changed')", "vault_keys")};

inline constexpr http::AddMessage tell_vault_key{
    "http.tell_vault_key",
    ARRIS_ADD_MESSAGE("json_set(?4, '$.name', name, '$.expires_at_ms', expires_at_ms)",
                      "(SELECT name, expires_at_ms FROM vault_keys"
                      " WHERE org_id = ?1 AND id = ?4->>'key_id')")};

// The secret of version ?3 has a successor; the expiry becomes ?5, null for none, where ?4 is 1. Nothing changes unless the
// key itself has the version ?7, if one is given.
inline constexpr Query<void(OrgId, KeyId, std::int64_t, std::int64_t, std::optional<std::int64_t>,
                            std::int64_t, std::optional<std::int64_t>)>
    turn_vault_key{"keys.turn_vault_key", R"sql(
  UPDATE vault_keys
     SET secret_version = secret_version + 1, expires_at_ms = iif(?4 = 1, CAST(?5 AS INTEGER), expires_at_ms),
         rotated_at_ms = ?6, check_verdict = NULL, checked_at_ms = NULL,
         told_at_ms = iif(?4 = 1 AND expires_at_ms IS NOT CAST(?5 AS INTEGER), NULL, told_at_ms), version = version + 1
   WHERE org_id = ?1 AND id = ?2 AND secret_version = CAST(?3 AS INTEGER)
     AND (?7 IS NULL OR version = CAST(?7 AS INTEGER))
)sql"};

// The versions before ?3 end at ?4, or earlier if they were to.
inline constexpr Query<void(OrgId, KeyId, std::int64_t, std::int64_t)> end_versions{
    "keys.end_versions", R"sql(
  UPDATE vault_versions SET ends_at_ms = min(coalesce(ends_at_ms, ?4), ?4)
   WHERE org_id = ?1 AND key_id = ?2 AND version < CAST(?3 AS INTEGER)
)sql"};

inline constexpr Query<void(OrgId, KeyId)> delete_vault_key{"keys.delete_vault_key", R"sql(
  DELETE FROM vault_keys WHERE org_id = ?1 AND id = ?2
)sql"};

inline constexpr Query<void(OrgId, KeyId)> delete_usage{"keys.delete_usage", R"sql(
  DELETE FROM key_usage_days WHERE org_id = ?1 AND key_id = ?2
)sql"};

inline constexpr Query<void(OrgId, KeyId, Verdict, std::int64_t)> note_check{"keys.note_check",
                                                                             R"sql(
  UPDATE vault_keys SET check_verdict = ?3, checked_at_ms = ?4 WHERE org_id = ?1 AND id = ?2
)sql"};

// ---- use

// One use of the key at ?3, on its day and in its total, which is day 0.
inline constexpr Query<void(OrgId, KeyId, std::int64_t)> count_use{"keys.count_use", R"sql(
  INSERT INTO key_usage_days (org_id, key_id, day_at_ms, uses, last_used_at_ms)
  SELECT k.org_id, k.id, CAST(?3 AS INTEGER) / 86400000 * d.value, 1, ?3
    FROM vault_keys k, json_each('[0, 86400000]') d
   WHERE k.org_id = ?1 AND k.id = ?2
      ON CONFLICT (org_id, key_id, day_at_ms) DO UPDATE
     SET uses = uses + 1, last_used_at_ms = max(last_used_at_ms, excluded.last_used_at_ms)
)sql"};

struct Exists {
  std::int64_t found;
};
BOOST_DESCRIBE_STRUCT(Exists, (), (found))

inline constexpr Query<Exists(OrgId, KeyId)> find_any_key{"keys.find_any_key", R"sql(
  SELECT 1 AS found FROM vault_keys WHERE org_id = ?1 AND id = ?2
   UNION ALL
  SELECT 1 AS found FROM access_keys WHERE org_id = ?1 AND id = ?2
   LIMIT 1
)sql"};

inline constexpr Query<UsageDay(OrgId, KeyId, std::int64_t, std::int64_t)> list_usage{
    "keys.list_usage", R"sql(
  SELECT day_at_ms, uses FROM key_usage_days
   WHERE org_id = ?1 AND key_id = ?2 AND day_at_ms > 0 AND day_at_ms >= CAST(?3 AS INTEGER)
     AND day_at_ms < CAST(?4 AS INTEGER)
   ORDER BY day_at_ms
   LIMIT 402
)sql"};

}  // namespace arris::keys
