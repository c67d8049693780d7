#pragma once
// The audit log: who did what in an org. A function appends an entry in the batch of the change
// that it tells of, so that neither is there without the other:
//
//   audit(batch, context, {.action = "key.created", .target_kind = "key", .target_id = id.text});
//
// Its sequence is given by that transaction, so entries of an org are in the order of their
// commits. team seals them into a hash chain afterwards. To use it: audit_statements in the
// catalogue, "audit_log" and "outbox" among the written tables, "audit_heads" among the read ones.

#include <boost/describe/enum.hpp>

#include "http/common.h"
#include "http/context.h"

namespace arris::http {

// What everybody in the org may see is also its activity feed.
enum class Audience : std::uint8_t { everyone, admins };
BOOST_DESCRIBE_ENUM(Audience, everyone, admins)

enum class ActorKind : std::uint8_t { person, key, system };
BOOST_DESCRIBE_ENUM(ActorKind, person, key, system)

struct Actor {
  OrgId org;
  ActorKind kind = ActorKind::person;
  std::string_view id{};
};

// (org, id, now, audience, actor_kind, actor_id, action, target_kind, target_id, details, address,
// request_id, only_if_changed)
using AppendAudit =
    storage::Query<void(OrgId, std::string_view, std::int64_t, Audience, ActorKind,
                        std::string_view, std::string_view, std::string_view, std::string_view,
                        std::string_view, std::string_view, std::string_view, std::int64_t)>;

// An entry whose org (?1), action (?7), target (?9) and details (?10) are made of the row of `source`,
// a subquery in parentheses; none without that row. Such a statement is named "audit.THING".
#define ARRIS_APPEND_AUDIT_IN(org, action, target, details, source)                               \
  R"sql(
  INSERT INTO audit_log (org_id, sequence, id, at_ms, audience, actor_kind, actor_id, action,
                         target_kind, target_id, details, address, request_id)
  SELECT )sql" org R"sql(, max(coalesce(l.sequence, 0), coalesce(h.sequence, 0)) + 1, ?2,
         max(CAST(?3 AS INTEGER), coalesce(l.at_ms, 0)), ?4, ?5, ?6, )sql" action ", ?8, " target \
  ", " details ", ?11, ?12 FROM " source R"sql(
    LEFT JOIN audit_log l ON l.org_id = )sql" org R"sql(
              AND l.sequence = (SELECT max(sequence) FROM audit_log WHERE org_id = )sql" org      \
  R"sql()
    LEFT JOIN audit_heads h ON h.org_id = )sql" org R"sql(
   WHERE CAST(?13 AS INTEGER) = 0 OR changes() > 0
)sql"
#define ARRIS_APPEND_AUDIT_OF(action, target, details, source) \
  ARRIS_APPEND_AUDIT_IN("?1", action, target, details, source)
#define ARRIS_APPEND_AUDIT(action, details, source) \
  ARRIS_APPEND_AUDIT_OF(action, "?9", details, source)
// Of the thing ?9 of `table`, by its name.
#define ARRIS_AUDIT_NAMED(action, table)                    \
  ARRIS_APPEND_AUDIT(action, "json_object('name', t.name)", \
                     "(SELECT name FROM " table " WHERE org_id = ?1 AND id = ?9) t")
inline constexpr AppendAudit append_audit{"audit.append",
                                          ARRIS_APPEND_AUDIT("?7", "?10", "(SELECT 1)")};

// In every org of the actor, who is a person.
inline constexpr AppendAudit append_in_every_org{
    "audit.in_every_org",
    ARRIS_APPEND_AUDIT_IN("t.org_id", "?7", "?9", "?10",
                          "(SELECT org_id FROM memberships WHERE user_id = ?6) t")};

struct Audited {
  std::string_view action;  // "thing.happened"
  std::string_view target_kind{}, target_id{};
  std::string_view details = "{}";  // a JSON object, without secrets
  Audience audience = Audience::everyone;
  const AppendAudit* statement = &append_audit;
};

Actor caller_of(Context context);

// What the target is called, as the details of an entry.
std::string_view named(Context context, std::string_view name);

// Appends an entry about the caller; with an Actor, about somebody who has no session yet.
void audit(storage::Batch& batch, Context context, const Audited& entry);
void audit(storage::Batch& batch, Context context, const Actor& actor, const Audited& entry);
// The same, only if the statement before it changed a row.
void audit_change(storage::Batch& batch, Context context, const Audited& entry);
void audit_change(storage::Batch& batch, Context context, const Actor& actor, const Audited& entry);
// Appends the entry in every org that the caller belongs to by then, also where they are suspended. To use it:
// every_org_statements in the catalogue.
void audit_in_every_org(storage::Batch& batch, Context context, Audited entry);

inline constexpr auto audit_statements = storage::catalogue(append_audit);
inline constexpr auto every_org_statements =
    storage::catalogue(append_in_every_org, tell_every_org);

}  // namespace arris::http
