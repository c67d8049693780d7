#pragma once
// The statements by which an org keeps its projects.

#include <boost/describe/class.hpp>

#include "errors/shapes.h"
#include "http/audit.h"
#include "http/versioned.h"
#include "storage/query.h"

namespace arris::errors {

using storage::Query;

struct ProjectRow {
  ProjectId id;
  std::int64_t number;
  std::string_view name, public_key;
  ProjectState state;
  std::int64_t created_at_ms, version;
};
BOOST_DESCRIBE_STRUCT(ProjectRow, (), (id, number, name, public_key, state, created_at_ms, version))

inline constexpr Query<ProjectRow(OrgId)> list_projects{"errors.list_projects", R"sql(
  SELECT id, number, name, public_key, state, created_at_ms, version
    FROM projects WHERE org_id = ?1 ORDER BY id LIMIT 200
)sql"};

inline constexpr Query<ProjectRow(OrgId, ProjectId)> find_own_project{"errors.find_own_project",
                                                                      R"sql(
  SELECT id, number, name, public_key, state, created_at_ms, version FROM projects WHERE org_id = ?1 AND id = ?2
)sql"};

inline constexpr Query<void(OrgId, ProjectId, std::int64_t, std::string_view, std::string_view,
                            std::int64_t)>
    add_project{"errors.add_project", R"sql(
  INSERT INTO projects (org_id, id, number, name, public_key, created_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
)sql"};

inline constexpr Query<void(OrgId, ProjectId, std::optional<std::int64_t>)> check_own_project{
    "errors.check_own_project", ARRIS_CHECK_VERSION("projects", "")};

// Null is what stays.
inline constexpr Query<void(OrgId, ProjectId, std::optional<std::string_view>,
                            std::optional<ProjectState>)>
    change_project{"errors.change_project", R"sql(
  UPDATE projects SET name = coalesce(?3, name), state = coalesce(?4, state), version = version + 1
   WHERE org_id = ?1 AND id = ?2
)sql"};

// The key of before ends with the commit: ingest asks for it in the batch of each event (check_project).
inline constexpr Query<void(OrgId, ProjectId, std::string_view)> turn_project_key{
    "errors.turn_project_key", R"sql(
  UPDATE projects SET public_key = ?3, version = version + 1 WHERE org_id = ?1 AND id = ?2
)sql"};

// Its issues stay: they are the org's, and ids of projects are never given again.
inline constexpr Query<void(OrgId, ProjectId)> delete_project{"errors.delete_project", R"sql(
  DELETE FROM projects WHERE org_id = ?1 AND id = ?2
)sql"};

// What happened to the project ?9, by its name.
inline constexpr http::AppendAudit audit_project{"audit.project",
                                                 ARRIS_AUDIT_NAMED("?7", "projects")};

}  // namespace arris::errors
