#pragma once
// What a deleted org leaves here.

#include "http/deleted_orgs.h"

namespace arris::pipelines {

inline constexpr http::RowsOfDeleted rows_of_deleted[] = {
    ARRIS_ROWS_OF_DELETED("pipelines", "pipeline_revisions", "pipeline_id, revision"),
    ARRIS_ROWS_OF_DELETED("pipelines", "pipelines", "id"),
};

}  // namespace arris::pipelines
