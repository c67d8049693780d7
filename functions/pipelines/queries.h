#pragma once
// Every statement that pipelines may run.

#include "http/audit.h"
#include "http/common.h"
#include "http/versioned.h"
#include "pipelines/deleted.h"
#include "pipelines/shapes.h"

namespace arris::pipelines {

using storage::Query;

struct PipelineRow {
  PipelineId id;
  std::string_view name, description;
  PipelineStatus status;
  std::string_view tags, config;
  std::int64_t revision, created_at_ms, updated_at_ms;
  std::string_view created_by, updated_by;
  std::int64_t version;
};
BOOST_DESCRIBE_STRUCT(PipelineRow, (),
                      (id, name, description, status, tags, config, revision, created_at_ms,
                       updated_at_ms, created_by, updated_by, version))

inline constexpr Query<PipelineRow(OrgId, PipelineId)> find_pipeline{"pipelines.find_pipeline",
                                                                     R"sql(
  SELECT id, name, description, status, tags, config, revision, created_at_ms, updated_at_ms, created_by, updated_by,
         version
    FROM pipelines
   WHERE org_id = ?1 AND id = ?2 AND deleted_at_ms IS NULL
)sql"};

struct ListedRow {
  PipelineId id;
  std::string_view name, description;
  PipelineStatus status;
  std::string_view tags;
  std::int64_t revision, created_at_ms, updated_at_ms;
  std::string_view updated_by;
  std::int64_t version;
};
BOOST_DESCRIBE_STRUCT(ListedRow, (),
                      (id, name, description, status, tags, revision, created_at_ms, updated_at_ms,
                       updated_by, version))

inline constexpr Query<ListedRow(OrgId, std::optional<PipelineStatus>,
                                 std::optional<std::string_view>, std::optional<std::string_view>,
                                 std::int64_t, std::string_view, std::int64_t)>
    list_pipelines{"pipelines.list_pipelines", R"sql(
  SELECT p.id, p.name, p.description, p.status, p.tags, p.revision, p.created_at_ms, p.updated_at_ms, p.updated_by,
         p.version
    FROM pipelines p
   WHERE p.org_id = ?1 AND p.deleted_at_ms IS NULL
     AND (?2 IS NULL OR p.status = ?2)
     AND (?3 IS NULL OR EXISTS (SELECT 1 FROM json_each(p.tags) t WHERE t.value = ?3))
     AND (?4 IS NULL OR p.rowid IN (SELECT rowid FROM pipeline_search WHERE pipeline_search MATCH ?4))
     AND (p.updated_at_ms, p.id) < (CAST(?5 AS INTEGER), ?6)
   ORDER BY p.updated_at_ms DESC, p.id DESC
   LIMIT CAST(?7 AS INTEGER)
)sql"};

inline constexpr Query<void(OrgId, PipelineId, std::string_view, std::string_view, PipelineStatus,
                            std::string_view, std::string_view, std::string_view, std::int64_t)>
    add_pipeline{"pipelines.add_pipeline", R"sql(
  INSERT INTO pipelines (org_id, id, name, description, status, tags, config, created_by, updated_by, created_at_ms,
                         updated_at_ms)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9, ?9)
)sql"};

// Fails with not_found or precondition_failed unless the pipeline is there and has the version ?3, if one is given.
inline constexpr Query<void(OrgId, PipelineId, std::optional<std::int64_t>)> check_pipeline{
    "pipelines.check_pipeline", ARRIS_CHECK_VERSION("pipelines", " AND t.deleted_at_ms IS NULL")};

inline constexpr Query<void(OrgId, PipelineId, std::string_view, std::string_view, PipelineStatus,
                            std::string_view, std::string_view, std::string_view, std::int64_t)>
    change_pipeline{"pipelines.change_pipeline", R"sql(
  UPDATE pipelines
     SET name = ?3, description = ?4, status = ?5, tags = ?6, config = ?7, updated_by = ?8, updated_at_ms = ?9,
         revision = revision + 1, version = version + 1
   WHERE org_id = ?1 AND id = ?2
)sql"};

// Back to a revision, also of what was deleted.
inline constexpr Query<void(OrgId, PipelineId, std::optional<std::int64_t>, std::string_view,
                            std::int64_t)>
    restore_pipeline{"pipelines.restore_pipeline", R"sql(
  UPDATE pipelines
     SET name = r.name, description = r.description, status = r.status, tags = r.tags, config = r.config,
         updated_by = ?4, updated_at_ms = ?5, revision = pipelines.revision + 1, version = pipelines.version + 1,
         deleted_at_ms = NULL
    FROM pipeline_revisions r
   WHERE pipelines.org_id = ?1 AND pipelines.id = ?2 AND r.org_id = ?1 AND r.pipeline_id = ?2
     AND r.revision = coalesce(CAST(?3 AS INTEGER), pipelines.revision)
)sql"};

// What the pipeline is now becomes its revision.
inline constexpr Query<void(OrgId, PipelineId, std::string_view)> add_revision{
    "pipelines.add_revision", R"sql(
  INSERT INTO pipeline_revisions (org_id, pipeline_id, revision, at_ms, author, note, name, description, status, tags,
                                  config)
  SELECT org_id, id, revision, updated_at_ms, updated_by, ?3, name, description, status, tags, config
    FROM pipelines
   WHERE org_id = ?1 AND id = ?2
)sql"};

inline constexpr Query<void(OrgId, PipelineId, std::int64_t, std::string_view)> hide_pipeline{
    "pipelines.hide_pipeline", R"sql(
  UPDATE pipelines SET deleted_at_ms = ?3, updated_by = ?4, version = version + 1 WHERE org_id = ?1 AND id = ?2
)sql"};

struct RevisionRow {
  std::int64_t revision, at_ms;
  std::string_view author, note, name, description;
  PipelineStatus status;
  std::string_view tags, config;
};
BOOST_DESCRIBE_STRUCT(RevisionRow, (),
                      (revision, at_ms, author, note, name, description, status, tags, config))

inline constexpr Query<RevisionRow(OrgId, PipelineId, std::int64_t, std::int64_t)> list_revisions{
    "pipelines.list_revisions", R"sql(
  SELECT revision, at_ms, author, note, name, description, status, tags, config
    FROM pipeline_revisions
   WHERE org_id = ?1 AND pipeline_id = ?2 AND revision < CAST(?3 AS INTEGER)
   ORDER BY revision DESC
   LIMIT CAST(?4 AS INTEGER)
)sql"};

// Scans an index of what is deleted alone, over all tenants.
inline constexpr Query<void(std::int64_t)> delete_hidden{"pipelines.delete_hidden", R"sql(
  DELETE FROM pipelines
   WHERE (org_id, id) IN (SELECT org_id, id FROM pipelines WHERE deleted_at_ms < CAST(?1 AS INTEGER) LIMIT 1000)
)sql"};

inline constexpr auto statements = storage::join(
    storage::join(storage::join(http::common_statements, storage::catalogue(rows_of_deleted)),
                  http::audit_statements),
    storage::catalogue(find_pipeline, list_pipelines, add_pipeline, check_pipeline, change_pipeline,
                       restore_pipeline, add_revision, hide_pipeline, list_revisions,
                       delete_hidden));

}  // namespace arris::pipelines
