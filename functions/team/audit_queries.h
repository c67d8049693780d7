#pragma once
// The statements on the audit log. Nothing here changes an entry but the one that seals it.

#include "team/audit_shapes.h"
#include "team/queries.h"

namespace arris::team {

// An entry as it is sealed, and its seal.
struct LogRow {
  std::int64_t sequence;
  Text id;
  std::int64_t at_ms;
  Audience audience;
  ActorKind actor_kind;
  Text actor_id, action, target_kind, target_id, details, address, request_id;
  std::optional<Text> hash;
};
BOOST_DESCRIBE_STRUCT(LogRow, (),
                      (sequence, id, at_ms, audience, actor_kind, actor_id, action, target_kind,
                       target_id, details, address, request_id, hash))

#define ARRIS_LOG_COLUMNS \
  R"sql(
  SELECT l.sequence, l.id, l.at_ms, l.audience, l.actor_kind, l.actor_id, l.action, l.target_kind,
         l.target_id, l.details, l.address, l.request_id, l.hash)sql"

inline constexpr Query<LogRow(OrgId, std::int64_t)> list_unsealed{"team.list_unsealed",
                                                                  ARRIS_LOG_COLUMNS R"sql(
    FROM audit_log l
   WHERE l.org_id = ?1 AND l.hash IS NULL
   ORDER BY l.sequence
   LIMIT CAST(?2 AS INTEGER)
)sql"};

// In order. (org, from sequence, limit)
inline constexpr Query<LogRow(OrgId, std::int64_t, std::int64_t)> list_chain{
    "team.list_chain", ARRIS_LOG_COLUMNS R"sql(
    FROM audit_log l
   WHERE l.org_id = ?1 AND l.sequence >= CAST(?2 AS INTEGER)
   ORDER BY l.sequence
   LIMIT CAST(?3 AS INTEGER)
)sql"};

struct HeadRow {
  std::int64_t sequence;
  Text hash, seal;
};
BOOST_DESCRIBE_STRUCT(HeadRow, (), (sequence, hash, seal))

inline constexpr Query<HeadRow(OrgId)> find_head{"team.find_head", R"sql(
  SELECT sequence, hash, seal FROM audit_heads WHERE org_id = ?1
)sql"};

// Only from the head that was read: of parallel sealers one moves it. (org, sequence until now, new
// sequence, hash, seal)
inline constexpr Query<void(OrgId, std::int64_t, std::int64_t, Text, Text)> move_head{
    "team.move_head", R"sql(
  INSERT INTO audit_heads (org_id, sequence, hash, seal)
  VALUES (?1, ?3, ?4, ?5)
      ON CONFLICT (org_id) DO UPDATE
     SET sequence = excluded.sequence, hash = excluded.hash, seal = excluded.seal
   WHERE audit_heads.sequence = CAST(?2 AS INTEGER)
)sql"};

// ?2: rows of {sequence, hash}, of which the last has the hash ?3. Nothing happens where the head is another.
inline constexpr Query<void(OrgId, Text, Text)> seal_entries{"team.seal_entries", R"sql(
  UPDATE audit_log
     SET hash = (SELECT n.value->>'hash' FROM json_each(?2) n
                  WHERE n.value->>'sequence' = audit_log.sequence)
   WHERE org_id = ?1 AND hash IS NULL
     AND sequence IN (SELECT n.value->>'sequence' FROM json_each(?2) n)
     AND EXISTS (SELECT 1 FROM audit_heads h WHERE h.org_id = ?1 AND h.hash = ?3)
)sql"};

// Fails with conflict when an entry up to ?2 waits for its seal.
inline constexpr Query<void(OrgId, std::int64_t)> check_sealed{"team.check_sealed", R"sql(
  SELECT CASE WHEN EXISTS (SELECT 1 FROM audit_log
                            WHERE org_id = ?1 AND hash IS NULL AND sequence <= CAST(?2 AS INTEGER))
              THEN json_extract('{}', 'conflict: The newest entries wait for their seal') END AS refusal
)sql"};

// ---- lists, newest first

struct ListedEntry {
  std::int64_t sequence;
  Text id;
  std::int64_t at_ms;
  Audience audience;
  ActorKind actor_kind;
  Text actor_id, action, target_kind, target_id, details, address, request_id;
  std::optional<Text> hash, actor_name;
};
BOOST_DESCRIBE_STRUCT(ListedEntry, (),
                      (sequence, id, at_ms, audience, actor_kind, actor_id, action, target_kind,
                       target_id, details, address, request_id, hash, actor_name))

// (org, actor, action, from_ms, to_ms, before sequence, limit)
using EntryList =
    Query<ListedEntry(OrgId, std::optional<Text>, std::optional<Text>, std::optional<std::int64_t>,
                      std::optional<std::int64_t>, std::int64_t, std::int64_t)>;

// One statement per filter, because each walks its own index. at_ms never falls along sequence, so
// a time is a place in the log, found by walking back from its end.
#define ARRIS_ENTRY_LIST(filter) \
  ARRIS_LOG_COLUMNS R"sql(, u.name AS actor_name
    FROM audit_log l LEFT JOIN users u ON u.id = l.actor_id
   WHERE l.org_id = ?1 AND l.sequence < CAST(?6 AS INTEGER) AND )sql" filter R"sql(
     AND (?4 IS NULL OR l.sequence > coalesce((
            SELECT b.sequence FROM audit_log b WHERE b.org_id = ?1 AND b.at_ms < CAST(?4 AS INTEGER)
             ORDER BY b.sequence DESC LIMIT 1), 0))
     AND (?5 IS NULL OR l.at_ms < CAST(?5 AS INTEGER))
   ORDER BY l.sequence DESC
   LIMIT CAST(?7 AS INTEGER)
)sql"
inline constexpr EntryList list_entries{"team.list_entries",
                                        ARRIS_ENTRY_LIST("?2 IS NULL AND ?3 IS NULL")};
inline constexpr EntryList list_entries_by_actor{
    "team.list_entries_by_actor",
    ARRIS_ENTRY_LIST("l.actor_id = ?2 AND (?3 IS NULL OR l.action = ?3)")};
inline constexpr EntryList list_entries_by_action{"team.list_entries_by_action",
                                                  ARRIS_ENTRY_LIST("l.action = ?3 AND ?2 IS NULL")};
#undef ARRIS_ENTRY_LIST

inline constexpr Query<ListedEntry(OrgId, std::int64_t, std::int64_t)> list_activity{
    "team.list_activity", ARRIS_LOG_COLUMNS R"sql(, u.name AS actor_name
    FROM audit_log l LEFT JOIN users u ON u.id = l.actor_id
   WHERE l.org_id = ?1 AND l.sequence < CAST(?2 AS INTEGER) AND l.audience = 'everyone'
   ORDER BY l.sequence DESC
   LIMIT CAST(?3 AS INTEGER)
)sql"};
#undef ARRIS_LOG_COLUMNS

inline constexpr auto audit_log_statements =
    storage::catalogue(list_unsealed, list_chain, find_head, move_head, seal_entries, check_sealed,
                       list_entries, list_entries_by_actor, list_entries_by_action, list_activity);

}  // namespace arris::team
