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

// Before every id that was made at `at_ms` or later, and behind the others: ids begin with their time.
std::string_view first_id(Context context, std::int64_t at_ms);

// One after the other, each until nothing is left for it. After 50 pieces the job ends, and asks to be
// run again at once: no run is so long that its end is lost with a deadline.
effect::Task<Nothing> delete_in_pieces(Context context, std::span<const Deletion> deletions);

}  // namespace arris::http
