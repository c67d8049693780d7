#include "http/upkeep.h"

#include <array>

namespace arris::http {
namespace {

constexpr int pieces_max = 50;  // of a run

}  // namespace

std::string_view first_id(Context context, std::int64_t at_ms) {
  char id[36];
  write_uuid(at_ms, std::array<std::uint8_t, 10>{}, id);
  return context.keep({id, sizeof id});
}

effect::Task<Nothing> delete_in_pieces(Context context, std::span<const Deletion> deletions) {
  int pieces = 0;
  for (const Deletion& deletion : deletions) {
    // At least: D1 counts what triggers change, too.
    for (std::uint32_t deleted = deletion.rows; deleted >= deletion.rows; ++pieces) {
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
