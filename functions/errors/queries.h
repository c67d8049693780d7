#pragma once
// Every statement that errors may run. The tenant comes first; lists read issues and rollups, never events.

#include <boost/describe/class.hpp>

#include "errors/deleted.h"
#include "errors/ingest_queries.h"
#include "errors/merge_queries.h"
#include "errors/project_queries.h"
#include "errors/shapes.h"
#include "http/audit.h"
#include "http/common.h"
#include "http/versioned.h"

namespace arris::errors {

using storage::Query;

inline constexpr Query<void(OrgId, std::string_view, IssueId, std::int64_t, std::string_view,
                            std::optional<UserId>, std::string_view)>
    record{"errors.record", R"sql(
  INSERT INTO error_history (org_id, id, issue_id, at_ms, kind, actor_id, reason)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
)sql"};

// ---- lists

struct ListedRow {
  IssueId id;
  std::string_view title, culprit, error_type, level;
  Severity severity;
  State state;
  std::optional<std::string_view> assignee_id;
  std::string_view environment, release;
  std::int64_t first_seen_at_ms, last_seen_at_ms, event_count, people_count, version;
  std::optional<std::string_view> hours;  // "hour_at_ms:event_count,..."
};
BOOST_DESCRIBE_STRUCT(ListedRow, (),
                      (id, title, culprit, error_type, level, severity, state, assignee_id,
                       environment, release, first_seen_at_ms, last_seen_at_ms, event_count,
                       people_count, version, hours))

using IssueList = Query<ListedRow(OrgId, std::optional<Severity>, std::optional<State>,
                                  std::optional<bool>, std::optional<std::string_view>,
                                  std::optional<std::string_view>, std::optional<std::string_view>,
                                  std::optional<std::string_view>, std::optional<std::string_view>,
                                  std::int64_t, std::string_view, std::int64_t, std::int64_t)>;

// The same and (trace, sort).
using TracedIssueList =
    Query<ListedRow(OrgId, std::optional<Severity>, std::optional<State>, std::optional<bool>,
                    std::optional<std::string_view>, std::optional<std::string_view>,
                    std::optional<std::string_view>, std::optional<std::string_view>,
                    std::optional<std::string_view>, std::int64_t, std::string_view, std::int64_t,
                    std::int64_t, std::string_view, Sort)>;

// One statement per sort, because each walks its own index from where the last page ended.
#define ARRIS_ISSUE_LIST(source, sorted) \
  R"sql(
  SELECT i.id, i.title, i.culprit, i.error_type, i.level, i.severity, i.state, i.assignee_id, i.environment,
         i.release, i.first_seen_at_ms, i.last_seen_at_ms, i.event_count, i.people_count, i.version,
         (SELECT group_concat(h.hour_at_ms || ':' || h.event_count) FROM error_hours h
           WHERE h.org_id = ?1 AND h.issue_id = i.id AND h.hour_at_ms > CAST(?13 AS INTEGER)) AS hours
    FROM )sql" source R"sql(
   WHERE i.org_id = ?1
     AND (?2 IS NULL OR i.severity = ?2)
     AND (?3 IS NULL OR i.state = ?3)
     AND (?4 IS NULL OR (i.state = 'resolved') = CAST(?4 AS INTEGER))
     AND (?5 IS NULL OR EXISTS (SELECT 1 FROM error_facets f WHERE f.org_id = ?1 AND f.issue_id = i.id
                                   AND f.kind = 'pipeline' AND f.value = ?5))
     AND (?6 IS NULL OR EXISTS (SELECT 1 FROM error_facets f WHERE f.org_id = ?1 AND f.issue_id = i.id
                                   AND f.kind = 'execution' AND f.value = ?6))
     AND (?7 IS NULL OR EXISTS (SELECT 1 FROM error_facets f WHERE f.org_id = ?1 AND f.issue_id = i.id
                                   AND f.kind = 'environment' AND f.value = ?7))
     AND (?8 IS NULL OR EXISTS (SELECT 1 FROM error_facets f WHERE f.org_id = ?1 AND f.issue_id = i.id
                                   AND f.kind = 'release' AND f.value = ?8))
     AND (?9 IS NULL OR i.rowid IN (SELECT rowid FROM error_search WHERE error_search MATCH ?9))
     AND ()sql" sorted R"sql(, i.id) < (CAST(?10 AS INTEGER), ?11)
   ORDER BY )sql" sorted R"sql( DESC, i.id DESC
   LIMIT CAST(?12 AS INTEGER)
)sql"
inline constexpr IssueList list_by_last_seen{
    "errors.list_by_last_seen", ARRIS_ISSUE_LIST("error_issues i", "i.last_seen_at_ms")};
inline constexpr IssueList list_by_first_seen{
    "errors.list_by_first_seen", ARRIS_ISSUE_LIST("error_issues i", "i.first_seen_at_ms")};
inline constexpr IssueList list_by_events{"errors.list_by_events",
                                          ARRIS_ISSUE_LIST("error_issues i", "i.event_count")};
inline constexpr IssueList list_by_people{"errors.list_by_people",
                                          ARRIS_ISSUE_LIST("error_issues i", "i.people_count")};
// Of a trace, whose issues are few: found by it, then sorted.
inline constexpr TracedIssueList list_of_trace{
    "errors.list_of_trace",
    ARRIS_ISSUE_LIST(
        "error_facets t CROSS JOIN error_issues i ON t.org_id = ?1 AND t.kind = 'tag:trace_id' "
        "AND t.value = ?14 AND i.org_id = t.org_id AND i.id = t.issue_id",
        "CASE ?15 WHEN 'first_seen' THEN i.first_seen_at_ms WHEN 'events' THEN i.event_count "
        "WHEN 'users' THEN i.people_count ELSE i.last_seen_at_ms END")};
#undef ARRIS_ISSUE_LIST

// ---- one issue

inline constexpr Query<Issue(OrgId, IssueId)> find_issue{"errors.find_issue", R"sql(
  SELECT id, project_id, title, culprit, error_type, message, grouped_by, level, severity, state,
         state = 'resolved' AS resolved, resolution_notes, resolved_in_release,
         CASE state WHEN 'resolved' THEN state_since_ms END AS resolved_at_ms, muted_until_ms, muted_until_events,
         assignee_id, pipeline_id, execution_id, environment, release, first_seen_at_ms,
         last_seen_at_ms, event_count, people_count, version
    FROM error_issues
   WHERE org_id = ?1 AND id = ?2
)sql"};

struct EventRow {
  EventId id;
  IssueId issue_id;
  std::int64_t at_ms, received_at_ms;
  std::string_view level, release, environment, person, fingerprint, payload;
};
BOOST_DESCRIBE_STRUCT(EventRow, (),
                      (id, issue_id, at_ms, received_at_ms, level, release, environment, person,
                       fingerprint, payload))

inline constexpr Query<EventRow(OrgId, IssueId)> find_latest_event{"errors.find_latest_event",
                                                                   R"sql(
  SELECT id, issue_id, at_ms, received_at_ms, level, release, environment, person, fingerprint, payload
    FROM error_events
   WHERE org_id = ?1 AND issue_id = ?2
   ORDER BY at_ms DESC, id DESC
   LIMIT 1
)sql"};

inline constexpr Query<EventRow(OrgId, EventId)> find_event{"errors.find_event", R"sql(
  SELECT id, issue_id, at_ms, received_at_ms, level, release, environment, person, fingerprint, payload
    FROM error_events
   WHERE org_id = ?1 AND id = ?2
)sql"};

inline constexpr Query<EventSummary(OrgId, IssueId, std::int64_t, std::string_view, std::int64_t)>
    list_events{"errors.list_events", R"sql(
  SELECT id, at_ms, level, release, environment, person, fingerprint
    FROM error_events
   WHERE org_id = ?1 AND issue_id = ?2 AND (at_ms, id) < (CAST(?3 AS INTEGER), ?4)
   ORDER BY at_ms DESC, id DESC
   LIMIT CAST(?5 AS INTEGER)
)sql"};

inline constexpr Query<Facet(OrgId, IssueId)> list_facets{"errors.list_facets", R"sql(
  SELECT kind, value, event_count FROM error_facets WHERE org_id = ?1 AND issue_id = ?2 LIMIT 200
)sql"};

inline constexpr Query<Grouped(OrgId, IssueId)> list_fingerprints{"errors.list_fingerprints", R"sql(
  SELECT fingerprint, project_id, grouped_by FROM error_fingerprints WHERE org_id = ?1 AND issue_id = ?2 LIMIT 200
)sql"};

inline constexpr Query<Bucket(OrgId, std::string_view, std::int64_t)> list_hours{
    "errors.list_hours", R"sql(
  SELECT hour_at_ms AS at_ms, event_count
    FROM error_hours
   WHERE org_id = ?1 AND issue_id = ?2 AND hour_at_ms > CAST(?3 AS INTEGER)
   ORDER BY hour_at_ms
)sql"};

inline constexpr Query<HistoryEntry(OrgId, IssueId, std::int64_t, std::string_view, std::int64_t)>
    list_history{"errors.list_history", R"sql(
  SELECT id, at_ms, kind, actor_id, reason
    FROM error_history
   WHERE org_id = ?1 AND issue_id = ?2 AND (at_ms, id) < (CAST(?3 AS INTEGER), ?4)
   ORDER BY at_ms DESC, id DESC
   LIMIT CAST(?5 AS INTEGER)
)sql"};

inline constexpr Query<StateCount(OrgId)> count_states{"errors.count_states", R"sql(
  SELECT state, severity, count(*) AS issue_count FROM error_issues WHERE org_id = ?1 GROUP BY state, severity
)sql"};

// ---- changes by people

// Fails unless the turns ?4 can be made of all issues of ?2: with not_found; with not_a_member where ?5 is none; with
// precondition_failed where an issue has another version than ?3; with "unreleased STATE" where ?6 is true and no release
// was seen yet; with "refused STATE" where no turn begins with the state of an issue. ?2: rows of {id, entry}; ?4: of Turn.
inline constexpr Query<void(OrgId, std::string_view, std::optional<std::int64_t>, std::string_view,
                            std::optional<UserId>, bool)>
    check_turns{"errors.check_turns", R"sql(
  SELECT CASE
           WHEN EXISTS (SELECT 1 FROM json_each(?2) n
                          LEFT JOIN error_issues i ON i.org_id = ?1 AND i.id = n.value->>'id'
                         WHERE i.id IS NULL)
             THEN json_extract('{}', 'not_found')
           WHEN ?5 IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM memberships WHERE org_id = ?1 AND user_id = ?5 AND status = 'active')
             THEN json_extract('{}', 'not_a_member')
           ELSE (SELECT json_extract('{}', r.reason)
                   FROM (SELECT CASE
                                  WHEN i.version <> CAST(?3 AS INTEGER) THEN 'precondition_failed'
                                  WHEN ?6 AND coalesce((SELECT release FROM error_issues WHERE org_id = ?1
                                                         ORDER BY last_seen_at_ms DESC LIMIT 1), '') = ''
                                    THEN 'unreleased ' || i.state
                                  WHEN i.state NOT IN (SELECT t.value->>'state' FROM json_each(?4) t)
                                    THEN 'refused ' || i.state
                                END AS reason
                           FROM json_each(?2) n
                          CROSS JOIN error_issues i ON i.org_id = ?1 AND i.id = n.value->>'id') r
                  WHERE r.reason IS NOT NULL
                  LIMIT 1)
         END AS refusal
)sql"};

// What the turns are about to do, written down. (org, rows, turns, now, actor, reason)
inline constexpr Query<void(OrgId, std::string_view, std::string_view, std::int64_t, UserId,
                            std::string_view)>
    record_turns{"errors.record_turns", R"sql(
  INSERT INTO error_history (org_id, id, issue_id, at_ms, kind, actor_id, reason)
  SELECT ?1, n.value->>'entry', i.id, CAST(?4 AS INTEGER), t.value->>'kind', ?5, ?6
    FROM json_each(?2) n
   CROSS JOIN error_issues i ON i.org_id = ?1 AND i.id = n.value->>'id'
    JOIN json_each(?3) t ON t.value->>'state' = i.state
)sql"};

// Null is what stays, but that a new state forgets the conditions of the old one. Where a turn says char(31), the
// release of the issue that was seen last stands. An empty assignee is nobody.
// (org, rows, turns, now, severity, notes, assignee)
inline constexpr Query<void(OrgId, std::string_view, std::string_view, std::int64_t,
                            std::optional<Severity>, std::optional<std::string_view>,
                            std::optional<UserId>)>
    turn_issues{"errors.turn_issues", R"sql(
  UPDATE error_issues
     SET state = t.value->>'next', severity = coalesce(?5, severity), resolution_notes = coalesce(?6, resolution_notes),
         assignee_id = nullif(coalesce(?7, assignee_id), ''),
         state_since_ms = iif(t.value->>'next' = state, state_since_ms, CAST(?4 AS INTEGER)),
         resolved_in_release = iif(t.value->>'next' = 'resolved', coalesce(replace(t.value->>'release', char(31), (
             SELECT release FROM error_issues WHERE org_id = ?1 ORDER BY last_seen_at_ms DESC LIMIT 1)),
           iif(state = 'resolved', resolved_in_release, NULL)), NULL),
         muted_until_ms = iif(t.value->>'next' = 'muted',
           coalesce(t.value->>'until_ms', iif(state = 'muted', muted_until_ms, NULL)), NULL),
         muted_until_events = iif(t.value->>'next' = 'muted',
           coalesce(t.value->>'until_events', iif(state = 'muted', muted_until_events, NULL)), NULL),
         muted_at_events = iif(t.value->>'next' = 'muted',
           iif(state = 'muted' AND t.value->>'until_events' IS NULL, muted_at_events, event_count), NULL),
         version = version + 1
    FROM json_each(?3) t
   WHERE error_issues.org_id = ?1 AND error_issues.id IN (SELECT n.value->>'id' FROM json_each(?2) n)
     AND t.value->>'state' = state
)sql"};

struct IssueVersion {
  std::int64_t version;
};
BOOST_DESCRIBE_STRUCT(IssueVersion, (), (version))

inline constexpr Query<IssueVersion(OrgId, IssueId)> find_version{"errors.find_version", R"sql(
  SELECT version FROM error_issues WHERE org_id = ?1 AND id = ?2
)sql"};

inline constexpr Query<void(OrgId, IssueId, std::optional<std::int64_t>)> check_issue{
    "errors.check_issue", ARRIS_CHECK_VERSION("error_issues", "")};
inline constexpr Query<void(OrgId, IssueId)> delete_issue{"errors.delete_issue", R"sql(
  DELETE FROM error_issues WHERE org_id = ?1 AND id = ?2
)sql"};

// ---- retention

// Events older than ?1 and older than the newest 100 of their issue; a rare issue keeps all of its events.
// Walks the issues of all tenants and of each the newest 100; runs nightly, in pieces.
inline constexpr Query<void(std::int64_t)> delete_old_events{"errors.delete_old_events", R"sql(
  DELETE FROM error_events
   WHERE (org_id, id) IN (
           SELECT e.org_id, e.id
             FROM error_issues i CROSS JOIN error_events e ON e.org_id = i.org_id AND e.issue_id = i.id
              AND e.at_ms < min(CAST(?1 AS INTEGER),
                                (SELECT min(at_ms)
                                   FROM (SELECT n.at_ms FROM error_events n
                                          WHERE n.org_id = i.org_id AND n.issue_id = i.id
                                          ORDER BY n.at_ms DESC LIMIT 100)))
            LIMIT 1000)
)sql"};

inline constexpr auto statements = storage::join(
    storage::join(storage::join(http::common_statements, storage::catalogue(rows_of_deleted)),
                  http::audit_statements),
    storage::catalogue(
        find_project, check_project, find_groups, find_known_events, check_groups, count_issues,
        record_first, tell_first, add_fingerprints, add_events, add_hours, add_people, add_facets,
        reopen_issue, record_if_changed, record, list_by_last_seen, list_by_first_seen,
        list_by_events, list_by_people, list_of_trace, find_issue, find_latest_event, find_event,
        list_events, list_facets, list_fingerprints, list_hours, list_history, count_states,
        check_turns, record_turns, turn_issues, find_version, check_issue, delete_issue,
        require_issues, check_leaving, move_fingerprints, move_events, merge_hours, merge_people,
        merge_facets, merge_history, merge_counts, delete_issues, split_issue, split_fingerprints,
        split_events, subtract_hours, build_hours, build_people, subtract_counts, list_projects,
        add_project, check_own_project, change_project, turn_project_key, find_own_project,
        delete_project, audit_project, delete_old_events));

}  // namespace arris::errors
