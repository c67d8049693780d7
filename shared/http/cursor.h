#pragma once
// Cursors: where a list goes on, signed by the host and bound to path, tenant and filters, so that
// it fits no other list.
//
//   cursor := base64url( sort:i64 id:str mac:byte[16] )      mac over (sort id fingerprint) under
//   the key "cursor"

#include "effect/effects.h"
#include "http/call.h"

namespace arris::http {

inline constexpr std::string_view cursor_key = "cursor";

struct SignedPosition {
  Position position;
  std::string_view signed_part;  // with the fingerprint
  std::string_view mac;
};

// Path, tenant and every query parameter but `cursor` and `limit`.
std::string list_fingerprint(const RequestState& state);
Error wrong_cursor();
Result<SignedPosition> read_cursor(std::string_view cursor, std::string_view fingerprint,
                                   Arena& arena);

// The cursor behind a list's last row.
effect::Task<std::string_view> write_cursor(Context context, Position last);

// A page of at most `limit` items out of rows that were asked for with limit + 1: with a cursor if
// there are more.
template <class Item, class PositionOf>
effect::Task<Page<Item>> page_of(Context context, std::vector<Item> rows, std::size_t limit,
                                 PositionOf position_of) {
  Page<Item> page{std::move(rows), std::nullopt};
  if (page.data.size() <= limit) co_return page;
  page.data.resize(limit);
  const Position last = position_of(page.data.back());
  page.next_cursor = co_await write_cursor(context, last);
  co_return page;
}

}  // namespace arris::http
