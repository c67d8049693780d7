#pragma once
// The statements by which events are stored.

#include <boost/describe/class.hpp>

#include "errors/shapes.h"
#include "storage/query.h"

namespace arris::errors {

using storage::Query;

struct FoundProject {
  OrgId org_id;
  std::string_view id;
  ProjectState state;
};
BOOST_DESCRIBE_STRUCT(FoundProject, (), (org_id, id, state))

// The project of a Sentry client, which shows its number and public key.
inline constexpr Query<FoundProject(std::int64_t, std::string_view)> find_project{
    "errors.find_project", R"sql(
  SELECT p.org_id, p.id, p.state
    FROM projects p
   WHERE p.number = CAST(?1 AS INTEGER) AND p.public_key = ?2
     AND NOT EXISTS (SELECT 1 FROM orgs o WHERE o.id = p.org_id AND o.deleted_at_ms IS NOT NULL)
)sql"};

// Fails with conflict unless the project (?2) still has the number (?3) and the public key (?4), and is not paused.
inline constexpr Query<void(OrgId, std::string_view, std::int64_t, std::string_view)> check_project{
    "errors.check_project", R"sql(
  SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM projects WHERE org_id = ?1 AND id = ?2 AND number = CAST(?3 AS INTEGER)
                                  AND public_key = ?4 AND state = 'active')
              OR EXISTS (SELECT 1 FROM orgs WHERE id = ?1 AND deleted_at_ms IS NOT NULL)
         THEN json_extract('{}', 'conflict') END AS refusal
)sql"};

struct KnownGroup {
  std::string_view fingerprint;
  std::optional<IssueId> issue_id;  // null: the group is new
  std::optional<State> state;
  std::optional<std::string_view> resolved_in_release;
  std::optional<std::int64_t> state_since_ms, muted_until_ms, muted_until_events, muted_at_events,
      event_count;
};
BOOST_DESCRIBE_STRUCT(KnownGroup, (),
                      (fingerprint, issue_id, state, resolved_in_release, state_since_ms,
                       muted_until_ms, muted_until_events, muted_at_events, event_count))

// What is known of the groups of some events of a project: one row for each of `asked`, rows of {fingerprint, issue_id}, where
// the issue is the group's own unless it was merged.
#define ARRIS_KNOWN_GROUPS(project, asked)                                                      \
  "SELECT n.value->>'fingerprint' AS fingerprint, i.id AS issue_id, i.state, "                  \
  "i.resolved_in_release,"                                                                      \
  " i.state_since_ms, i.muted_until_ms, i.muted_until_events, i.muted_at_events, i.event_count" \
  " FROM json_each(" asked                                                                      \
  ") n"                                                                                         \
  " LEFT JOIN error_fingerprints f ON f.org_id = ?1 AND f.project_id = " project                \
  " AND f.fingerprint = n.value->>'fingerprint'"                                                \
  " LEFT JOIN error_issues i ON i.org_id = ?1 AND i.id = coalesce(f.issue_id, "                 \
  "n.value->>'issue_id')"

inline constexpr Query<KnownGroup(OrgId, std::string_view, std::string_view)> find_groups{
    "errors.find_groups", ARRIS_KNOWN_GROUPS("?2", "?3")};

struct KnownEvent {
  std::string_view id;
  IssueId issue_id;
};
BOOST_DESCRIBE_STRUCT(KnownEvent, (), (id, issue_id))

// Which of some events, a JSON array of ids, are stored already: a client's retry counts once.
#define ARRIS_KNOWN_EVENTS(ids)                 \
  "SELECT e.id, e.issue_id FROM json_each(" ids \
  ") n CROSS JOIN error_events e ON e.org_id = ?1 AND e.id = n.value"

inline constexpr Query<KnownEvent(OrgId, std::string_view)> find_known_events{
    "errors.find_known_events", ARRIS_KNOWN_EVENTS("?2")};

// Fails with conflict unless no event of ?3, a JSON array of ids, is stored, and every group is as the batch takes it: it leads
// to its issue, or to none yet, and that is in the state which was read; or, where none was read, there is no issue yet or one
// for which an event decides nothing. ?2: rows of {fingerprint, project_id, issue_id, state}. The conflict tells what
// find_groups and find_known_events would find (http/told_rows.h).
inline constexpr Query<void(OrgId, std::string_view, std::string_view)> check_groups{
    "errors.check_groups", R"sql(
  SELECT CASE WHEN EXISTS (
           SELECT 1 FROM json_each(?2) n
             LEFT JOIN error_fingerprints f ON f.org_id = ?1 AND f.project_id = n.value->>'project_id'
                  AND f.fingerprint = n.value->>'fingerprint'
             LEFT JOIN error_issues i ON i.org_id = ?1 AND i.id = n.value->>'issue_id'
            WHERE f.issue_id <> n.value->>'issue_id'
               OR CASE WHEN n.value->>'state' IS NOT NULL THEN i.state IS NOT n.value->>'state'
                       ELSE i.state = 'resolved' OR i.muted_until_ms IS NOT NULL OR i.muted_until_events IS NOT NULL END)
           OR EXISTS ()sql" ARRIS_KNOWN_EVENTS("?3") R"sql()
         THEN json_extract('{}', 'conflict: ' || json_array(
           json((SELECT json_group_array(json_array(k.fingerprint, k.issue_id, k.state, k.resolved_in_release,
                          k.state_since_ms, k.muted_until_ms, k.muted_until_events, k.muted_at_events, k.event_count))
                   FROM ()sql" ARRIS_KNOWN_GROUPS("n.value->>'project_id'", "?2") R"sql() k)),
           json((SELECT json_group_array(json_array(k.id, k.issue_id))
                   FROM ()sql" ARRIS_KNOWN_EVENTS("?3") R"sql() k)))) END AS refusal
)sql"};
#undef ARRIS_KNOWN_GROUPS
#undef ARRIS_KNOWN_EVENTS

// One row for each issue of a batch, with what its events add.
inline constexpr Query<void(OrgId, std::string_view)> count_issues{"errors.count_issues", R"sql(
  INSERT INTO error_issues (org_id, id, project_id, title, culprit, error_type, message, grouped_by, level, severity,
                            state, state_since_ms, pipeline_id, execution_id, environment, release,
                            first_seen_at_ms, last_seen_at_ms, event_count)
  SELECT ?1, n.value->>'id', n.value->>'project_id', n.value->>'title', n.value->>'culprit',
         n.value->>'error_type', n.value->>'message', n.value->>'grouped_by', n.value->>'level',
         n.value->>'severity', 'unresolved', n.value->>'first_seen_at_ms', n.value->>'pipeline_id', n.value->>'execution_id',
         n.value->>'environment', n.value->>'release', n.value->>'first_seen_at_ms',
         n.value->>'last_seen_at_ms', n.value->>'event_count'
    FROM )sql" ARRIS_ITEMS_OF("?2") R"sql( n
   WHERE true
      ON CONFLICT (org_id, id) DO UPDATE
     SET event_count = event_count + excluded.event_count,
         first_seen_at_ms = min(first_seen_at_ms, excluded.first_seen_at_ms),
         last_seen_at_ms = max(last_seen_at_ms, excluded.last_seen_at_ms),
         message = excluded.message, level = excluded.level, environment = excluded.environment,
         release = excluded.release,
         pipeline_id = coalesce(excluded.pipeline_id, pipeline_id),
         execution_id = coalesce(excluded.execution_id, execution_id)
)sql"};

// What is told of a group's first event, unless another one was first. ?2: rows of {entry, message, fingerprint,
// project_id, issue_id, payload}.
inline constexpr Query<void(OrgId, std::string_view, std::int64_t)> record_first{
    "errors.record_first", R"sql(
  INSERT INTO error_history (org_id, id, issue_id, at_ms, kind, reason)
  SELECT ?1, n.value->>'entry', n.value->>'issue_id', CAST(?3 AS INTEGER), 'created', 'first event'
    FROM json_each(?2) n
   WHERE NOT EXISTS (SELECT 1 FROM error_fingerprints f WHERE f.org_id = ?1 AND f.project_id = n.value->>'project_id'
                        AND f.fingerprint = n.value->>'fingerprint')
)sql"};
inline constexpr Query<void(OrgId, std::string_view, std::int64_t, std::string_view)> tell_first{
    "http.tell_first_events", R"sql(
  INSERT INTO outbox (org_id, id, topic, payload, dedupe_key, created_at_ms)
  SELECT ?1, n.value->>'message', ?4, n.value->>'payload', n.value->>'message', CAST(?3 AS INTEGER)
    FROM json_each(?2) n
   CROSS JOIN error_history h ON h.org_id = ?1 AND h.id = n.value->>'entry'
)sql"};

inline constexpr Query<void(OrgId, std::string_view, std::int64_t)> add_fingerprints{
    "errors.add_fingerprints", R"sql(
  INSERT INTO error_fingerprints (org_id, project_id, fingerprint, issue_id, grouping_version, grouped_by)
  SELECT ?1, n.value->>'project_id', n.value->>'fingerprint', n.value->>'issue_id', CAST(?3 AS INTEGER),
         n.value->>'grouped_by'
    FROM json_each(?2) n
   WHERE true
      ON CONFLICT (org_id, project_id, fingerprint) DO NOTHING
)sql"};

inline constexpr Query<void(OrgId, std::string_view, std::int64_t)> add_events{"errors.add_events",
                                                                               R"sql(
  INSERT INTO error_events (org_id, id, issue_id, fingerprint, at_ms, received_at_ms, level, release, environment,
                            person, payload)
  SELECT ?1, n.value->>'id', n.value->>'issue_id', n.value->>'fingerprint', n.value->>'at_ms', CAST(?3 AS INTEGER),
         n.value->>'level', n.value->>'release', n.value->>'environment', n.value->>'person', n.value->>'payload'
    FROM )sql" ARRIS_ITEMS_OF("?2") " n"};

// The issue named '*' holds the hours of the whole org, so that its chart costs what its range costs.
inline constexpr Query<void(OrgId, std::string_view)> add_hours{"errors.add_hours", R"sql(
  INSERT INTO error_hours (org_id, issue_id, hour_at_ms, event_count)
  SELECT ?1, n.value->>'issue_id', n.value->>'hour_at_ms', n.value->>'event_count'
    FROM json_each(?2) n
   WHERE true
      ON CONFLICT (org_id, issue_id, hour_at_ms) DO UPDATE SET event_count = event_count + excluded.event_count
)sql"};

inline constexpr Query<void(OrgId, std::string_view)> add_people{"errors.add_people", R"sql(
  INSERT INTO error_people (org_id, issue_id, person)
  SELECT ?1, n.value->>'issue_id', n.value->>'person'
    FROM json_each(?2) n
   WHERE true
      ON CONFLICT (org_id, issue_id, person) DO NOTHING
)sql"};

inline constexpr Query<void(OrgId, std::string_view)> add_facets{"errors.add_facets", R"sql(
  INSERT INTO error_facets (org_id, issue_id, kind, value, event_count)
  SELECT ?1, n.value->>'issue_id', n.value->>'kind', n.value->>'value', n.value->>'event_count'
    FROM json_each(?2) n
   WHERE true
      ON CONFLICT (org_id, issue_id, kind, value) DO UPDATE SET event_count = event_count + excluded.event_count
)sql"};

// Opens an issue again, if it is still in the state that was read.
inline constexpr Query<void(OrgId, IssueId, State, std::int64_t)> reopen_issue{
    "errors.reopen_issue", R"sql(
  UPDATE error_issues
     SET state = 'unresolved', state_since_ms = ?4, resolved_in_release = NULL, muted_until_ms = NULL,
         muted_until_events = NULL, muted_at_events = NULL, version = version + 1
   WHERE org_id = ?1 AND id = ?2 AND state = ?3
)sql"};

// Two rows of what happened, kept only if the statement before changed a row.
inline constexpr Query<void(OrgId, std::string_view, IssueId, std::int64_t, std::string_view,
                            std::string_view)>
    record_if_changed{"errors.record_if_changed", R"sql(
  INSERT INTO error_history (org_id, id, issue_id, at_ms, kind, reason)
  SELECT ?1, ?2, ?3, CAST(?4 AS INTEGER), ?5, ?6 WHERE changes() > 0
)sql"};

}  // namespace arris::errors
