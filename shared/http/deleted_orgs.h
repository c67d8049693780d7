#pragma once
// What is left of deleted orgs. Each function lists the tables that it owns, those that refer to others of them first,
// and runs one job over them:
//
//   inline constexpr http::RowsOfDeleted rows_of_deleted[] = {
//       ARRIS_ROWS_OF_DELETED("pipelines", "pipeline_revisions", "pipeline_id, revision"),
//       ARRIS_ROWS_OF_DELETED("pipelines", "pipelines", "id")};
//   constexpr Cron crons[] = {{"26 * * * *", "remove_deleted_orgs", remove_deleted_orgs<rows_of_deleted>}};
//
// It looks at every org that was deleted in the last month, so that what was under way then goes as well. To use it:
// the statements in the catalogue, "orgs" among the read tables. tests/schema holds that no table is forgotten.

#include <span>

#include "http/context.h"

namespace arris::http {

// Removes a piece of the rows of orgs that were deleted before ?1.
using RowsOfDeleted = storage::Query<void(std::int64_t)>;
#define ARRIS_ROWS_OF_DELETED_MAX 500  // of a piece
#define ARRIS_TEXT_OF(number) ARRIS_TEXT(number)
#define ARRIS_TEXT(number) #number

// `key`: what the table's key has besides org_id; org_id itself where it has nothing else.
#define ARRIS_ROWS_OF_DELETED(owner, table, key) ARRIS_ROWS_OF_LONG_DELETED(owner, table, key, "0")
// The same, `after_ms` behind the deletion.
#define ARRIS_ROWS_OF_LONG_DELETED(owner, table, key, after_ms)                                  \
  {owner ".remove_" table "_of_deleted",                                                         \
   "DELETE FROM " table " WHERE (org_id, " key ") IN (SELECT org_id, " key " FROM " table        \
   " WHERE org_id IN (SELECT id FROM orgs WHERE deleted_at_ms < CAST(?1 AS INTEGER) - " after_ms \
   " AND deleted_at_ms > CAST(?1 AS INTEGER) - 2592000000)"                                      \
   " LIMIT " ARRIS_TEXT_OF(ARRIS_ROWS_OF_DELETED_MAX) ")"}

effect::Task<Nothing> remove_deleted_orgs(Context context, std::span<const RowsOfDeleted> tables);

template <const auto& tables>
effect::Task<Nothing> remove_deleted_orgs(Context context) {
  return remove_deleted_orgs(context, tables);
}

}  // namespace arris::http
