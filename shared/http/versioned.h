#pragma once
// What a change of a thing that has versions begins with.

// Fails with not_found or precondition_failed unless the thing ?2 of `table`, narrowed by `more`, is there and has the version
// ?3, if one is given.
#define ARRIS_CHECK_VERSION(table, more)                                                \
  "SELECT CASE WHEN t.id IS NULL THEN json_extract('{}', 'not_found')"                  \
  " WHEN t.version <> ?3 THEN json_extract('{}', 'precondition_failed') END AS refusal" \
  " FROM (SELECT 1) LEFT JOIN " table " t ON t.org_id = ?1 AND t.id = ?2" more
