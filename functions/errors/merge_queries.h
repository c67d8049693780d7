#pragma once
// The statements of merge and unmerge: a fingerprint moves with its events; counts follow from the rollups.

#include "errors/shapes.h"
#include "storage/query.h"

namespace arris::errors {

using storage::Query;

// Fails with not_found unless every issue of ?2, a JSON array, is there.
inline constexpr Query<void(OrgId, std::string_view)> require_issues{"errors.require_issues", R"sql(
  SELECT CASE WHEN EXISTS (SELECT 1 FROM json_each(?2) n
                             LEFT JOIN error_issues i ON i.org_id = ?1 AND i.id = n.value
                            WHERE i.id IS NULL)
              THEN json_extract('{}', 'not_found') END AS refusal
)sql"};
// Fails unless the fingerprints of ?3 can leave the issue: not_found, not_here, all.
inline constexpr Query<void(OrgId, IssueId, std::string_view)> check_leaving{"errors.check_leaving",
                                                                             R"sql(
  SELECT CASE WHEN count(*) = 0 THEN json_extract('{}', 'not_found')
              WHEN EXISTS (SELECT 1 FROM json_each(?3) n
                             LEFT JOIN error_fingerprints f ON f.org_id = ?1 AND f.issue_id = ?2 AND f.fingerprint = n.value
                            WHERE f.fingerprint IS NULL)
              THEN json_extract('{}', 'not_here')
              WHEN json_array_length(?3) >= count(*) THEN json_extract('{}', 'all') END AS refusal
    FROM error_fingerprints
   WHERE org_id = ?1 AND issue_id = ?2
)sql"};
inline constexpr Query<void(OrgId, IssueId, std::string_view)> move_fingerprints{
    "errors.move_fingerprints", R"sql(
  UPDATE error_fingerprints SET issue_id = ?2
   WHERE org_id = ?1 AND issue_id IN (SELECT value FROM json_each(?3))
)sql"};
inline constexpr Query<void(OrgId, IssueId, std::string_view)> move_events{"errors.move_events",
                                                                           R"sql(
  UPDATE error_events SET issue_id = ?2
   WHERE org_id = ?1 AND issue_id IN (SELECT value FROM json_each(?3))
)sql"};
inline constexpr Query<void(OrgId, IssueId, std::string_view)> merge_hours{"errors.merge_hours",
                                                                           R"sql(
  INSERT INTO error_hours (org_id, issue_id, hour_at_ms, event_count)
  SELECT ?1, ?2, hour_at_ms, sum(event_count)
    FROM error_hours
   WHERE org_id = ?1 AND issue_id IN (SELECT value FROM json_each(?3))
   GROUP BY hour_at_ms
      ON CONFLICT (org_id, issue_id, hour_at_ms) DO UPDATE SET event_count = event_count + excluded.event_count
)sql"};
inline constexpr Query<void(OrgId, IssueId, std::string_view)> merge_people{"errors.merge_people",
                                                                            R"sql(
  INSERT INTO error_people (org_id, issue_id, person)
  SELECT DISTINCT ?1, ?2, person
    FROM error_people
   WHERE org_id = ?1 AND issue_id IN (SELECT value FROM json_each(?3))
      ON CONFLICT (org_id, issue_id, person) DO NOTHING
)sql"};
inline constexpr Query<void(OrgId, IssueId, std::string_view)> merge_facets{"errors.merge_facets",
                                                                            R"sql(
  INSERT INTO error_facets (org_id, issue_id, kind, value, event_count)
  SELECT ?1, ?2, kind, value, sum(event_count)
    FROM error_facets
   WHERE org_id = ?1 AND issue_id IN (SELECT value FROM json_each(?3))
   GROUP BY kind, value
      ON CONFLICT (org_id, issue_id, kind, value) DO UPDATE SET event_count = event_count + excluded.event_count
)sql"};
inline constexpr Query<void(OrgId, IssueId, std::string_view)> merge_history{"errors.merge_history",
                                                                             R"sql(
  UPDATE error_history SET issue_id = ?2
   WHERE org_id = ?1 AND issue_id IN (SELECT value FROM json_each(?3))
)sql"};
inline constexpr Query<void(OrgId, IssueId, std::string_view)> merge_counts{"errors.merge_counts",
                                                                            R"sql(
  UPDATE error_issues
     SET (event_count, first_seen_at_ms, last_seen_at_ms) = (
           SELECT sum(event_count), min(first_seen_at_ms), max(last_seen_at_ms)
             FROM error_issues
            WHERE org_id = ?1 AND (id = ?2 OR id IN (SELECT value FROM json_each(?3)))),
         version = version + 1
   WHERE org_id = ?1 AND id = ?2
)sql"};
inline constexpr Query<void(OrgId, std::string_view)> delete_issues{"errors.delete_issues", R"sql(
  DELETE FROM error_issues WHERE org_id = ?1 AND id IN (SELECT value FROM json_each(?2))
)sql"};

// A new issue like the one that ?3 names, for the fingerprints that leave it.
inline constexpr Query<void(OrgId, IssueId, IssueId, std::string_view)> split_issue{
    "errors.split_issue", R"sql(
  INSERT INTO error_issues (org_id, id, project_id, title, culprit, error_type, message, grouped_by, level, severity,
                            state, state_since_ms, environment, release, first_seen_at_ms, last_seen_at_ms,
                            event_count)
  SELECT ?1, ?2, i.project_id, i.title, i.culprit, i.error_type, i.message, i.grouped_by, i.level, i.severity,
         'unresolved', i.state_since_ms, i.environment, i.release,
         coalesce((SELECT min(e.at_ms) FROM error_events e WHERE e.org_id = ?1 AND e.issue_id = ?3
                      AND e.fingerprint IN (SELECT value FROM json_each(?4))), i.first_seen_at_ms),
         coalesce((SELECT max(e.at_ms) FROM error_events e WHERE e.org_id = ?1 AND e.issue_id = ?3
                      AND e.fingerprint IN (SELECT value FROM json_each(?4))), i.last_seen_at_ms),
         (SELECT count(*) FROM error_events e WHERE e.org_id = ?1 AND e.issue_id = ?3
             AND e.fingerprint IN (SELECT value FROM json_each(?4)))
    FROM error_issues i
   WHERE i.org_id = ?1 AND i.id = ?3
)sql"};
inline constexpr Query<void(OrgId, IssueId, IssueId, std::string_view)> split_fingerprints{
    "errors.split_fingerprints", R"sql(
  UPDATE error_fingerprints SET issue_id = ?2
   WHERE org_id = ?1 AND issue_id = ?3 AND fingerprint IN (SELECT value FROM json_each(?4))
)sql"};
inline constexpr Query<void(OrgId, IssueId, IssueId, std::string_view)> split_events{
    "errors.split_events", R"sql(
  UPDATE error_events SET issue_id = ?2
   WHERE org_id = ?1 AND issue_id = ?3 AND fingerprint IN (SELECT value FROM json_each(?4))
)sql"};
// What the moved events counted leaves the hours of ?2, the old issue, for those of ?3, the new one.
inline constexpr Query<void(OrgId, IssueId, IssueId)> subtract_hours{"errors.subtract_hours", R"sql(
  UPDATE error_hours
     SET event_count = event_count - (
           SELECT count(*) FROM error_events e
            WHERE e.org_id = ?1 AND e.issue_id = ?3 AND e.at_ms >= hour_at_ms AND e.at_ms < hour_at_ms + 3600000)
   WHERE org_id = ?1 AND issue_id = ?2
)sql"};
inline constexpr Query<void(OrgId, IssueId)> build_hours{"errors.build_hours", R"sql(
  INSERT INTO error_hours (org_id, issue_id, hour_at_ms, event_count)
  SELECT org_id, issue_id, at_ms - at_ms % 3600000, count(*)
    FROM error_events
   WHERE org_id = ?1 AND issue_id = ?2
   GROUP BY at_ms - at_ms % 3600000
)sql"};
inline constexpr Query<void(OrgId, IssueId)> build_people{"errors.build_people", R"sql(
  INSERT INTO error_people (org_id, issue_id, person)
  SELECT DISTINCT org_id, issue_id, person FROM error_events WHERE org_id = ?1 AND issue_id = ?2 AND person <> ''
)sql"};
// ?2 loses the events that ?3 has; people stay counted, for an earlier event of theirs may be past its retention.
inline constexpr Query<void(OrgId, IssueId, IssueId)> subtract_counts{"errors.subtract_counts",
                                                                      R"sql(
  UPDATE error_issues
     SET event_count = event_count - (
           SELECT n.event_count FROM error_issues n WHERE n.org_id = ?1 AND n.id = ?3),
         version = version + 1
   WHERE org_id = ?1 AND id = ?2
)sql"};

}  // namespace arris::errors
