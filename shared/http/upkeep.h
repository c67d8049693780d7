#pragma once
// Deleting what is old, in a job: in pieces, so that no transaction is long, and as many of them as
// there is work for.

#include <span>

#include "http/context.h"

namespace arris::http {

struct Deletion {
  storage::Bound<void> piece;
  std::uint32_t rows;  // the LIMIT of `piece`
};

// Each until nothing is left for it, or after 200 pieces: the next time goes on.
// REQUIRES: no more than four, for the steps of a task
effect::Task<Nothing> delete_in_pieces(Context context, std::span<const Deletion> deletions);

}  // namespace arris::http
