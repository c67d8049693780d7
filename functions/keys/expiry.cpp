// What time does to keys: a word seven days before one expires and one when it has, and the end of what was replaced.

#include "http/tell.h"
#include "http/upkeep.h"
#include "keys/handlers.h"

namespace arris::keys {
namespace {

using http::Context;
using http::Topic;

constexpr std::int64_t ahead_ms = 7 * day_ms;
constexpr std::int64_t usage_kept_ms = 400 * day_ms;
constexpr std::size_t piece = 100;
constexpr int pieces_max = 10;

// The mark and the message are one change: whoever loses a race marks nothing and tells nothing.
void tell_of(storage::Batch& batch, Context context, const ExpiringKey& key) {
  const std::int64_t now_ms = context.now_ms();
  const bool ended = key.expires_at_ms <= now_ms;
  batch.add(key.kind == "vault" ? mark_vault_told(key.org_id, key.id, key.expires_at_ms, now_ms)
                                : mark_access_told(key.org_id, key.id, key.expires_at_ms, now_ms));
  http::tell(batch, context, ended ? Topic::key_expired : Topic::key_expiring,
             http::KeyTold{key.id, key.name, key.kind, key.expires_at_ms, ""},
             {.org = key.org_id, .when = http::TellWhen::changed});
}

effect::Task<std::size_t> tell_of_piece(Context context) {
  const std::int64_t now_ms = context.now_ms();
  const auto keys = co_await context.db().read(list_expiring(now_ms, now_ms + ahead_ms, piece));
  storage::Batch batch;
  for (const ExpiringKey& key : keys) tell_of(batch, context, key);
  if (!batch.empty()) co_await context.db().write(batch);
  co_return keys.size();
}

}  // namespace

effect::Task<Nothing> tell_of_expiry(Context context) {
  for (int i = 0; i < pieces_max; ++i) {
    const auto told = co_await tell_of_piece(context);
    if (told < piece) break;
  }
  co_return Nothing{};
}

effect::Task<Nothing> drop_ended(Context context) {
  const http::Deletion deletions[] = {{delete_ended_versions(context.now_ms()), 1000},
                                      {delete_old_usage(context.now_ms() - usage_kept_ms), 1000}};
  co_await http::delete_in_pieces(context, deletions);
  co_return Nothing{};
}

// Without its own keys nothing of an org's secrets can be opened again, wherever a copy of them is.
effect::Task<http::Change> forget_org(Context /*context*/, http::Message message) {
  http::Change change;
  change.batch.add(forget_vault(message.org)).add(forget_org_keys(message.org));
  co_return change;
}

}  // namespace arris::keys
