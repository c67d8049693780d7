#include "http/deleted_orgs.h"

#include "http/common.h"
#include "http/upkeep.h"

namespace arris::http {

effect::Task<Nothing> remove_deleted_orgs(Context context, std::span<const RowsOfDeleted> tables) {
  const auto now_ms = context.now_ms();
  const auto deleted = co_await context.db().find(find_deleted_org(now_ms));
  if (!deleted) co_return Nothing{};
  std::vector<Deletion> deletions;
  for (const RowsOfDeleted& rows : tables)
    deletions.push_back({rows(now_ms), ARRIS_ROWS_OF_DELETED_MAX});
  co_await delete_in_pieces(context, deletions);
  co_return Nothing{};
}

}  // namespace arris::http
