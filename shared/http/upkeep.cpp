#include "http/upkeep.h"

namespace arris::http {
namespace {

constexpr int pieces_max = 50;  // of a run

}  // namespace

effect::Task<Nothing> delete_in_pieces(Context context, std::span<const Deletion> deletions) {
  int pieces = 0;
  for (const Deletion& deletion : deletions) {
    for (std::uint32_t deleted = deletion.rows; deleted == deletion.rows; ++pieces) {
      if (pieces == pieces_max) co_return context.run_again();
      storage::Batch batch;
      batch.add(deletion.piece);
      const auto written = co_await context.db().write(batch);
      deleted = written.statements.front().changes;
    }
  }
  co_return Nothing{};
}

}  // namespace arris::http
