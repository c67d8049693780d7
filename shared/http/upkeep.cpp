#include "http/upkeep.h"

namespace arris::http {
namespace {

constexpr int pieces_max = 200;

}  // namespace

effect::Task<Nothing> delete_in_pieces(Context context, std::span<const Deletion> deletions) {
  for (const Deletion& deletion : deletions) {
    for (int i = 0; i < pieces_max; ++i) {
      storage::Batch batch;
      batch.add(deletion.piece);
      const auto written = co_await context.db().write(batch);
      if (written.statements.front().changes < deletion.rows) break;
    }
  }
  co_return Nothing{};
}

}  // namespace arris::http
