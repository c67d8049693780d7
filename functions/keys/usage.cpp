// Uses of a key by UTC day: of one that we hold as of one that we issued. http/caller_key.h says which of them count.

#include "core/range.h"
#include "keys/handlers.h"

namespace arris::keys {

effect::Task<Reply<Usage>> show_usage(Call<KeyPath, UsageFilter> call) {
  http::Context context = call.context;
  const OrgId org = context.who().org;
  const auto window =
      co_await http::window_of(http::range_of(call.query), context.now_ms(), http::Range::month);
  const auto from_ms = round_down(window.range.from_ms, day_ms);
  const auto to_ms = round_down(window.range.to_ms + day_ms - 1, day_ms);
  auto [known, days] = co_await context.db().read(find_any_key(org, call.path.id),
                                                  list_usage(org, call.path.id, from_ms, to_ms));
  if (known.empty()) co_await Result<Nothing>(not_found());
  Usage usage{from_ms, to_ms, 0, std::move(days)};
  for (const UsageDay& day : usage.days) usage.uses += day.uses;
  co_return reply(std::move(usage));
}

effect::Task<http::Change> count_call(http::Context context, http::Message message) {
  const auto told = co_await message.read<http::AiCalled>(context);
  http::Change change;
  if (told.vault_key_id) change.batch.add(count_use(message.org, {*told.vault_key_id}, told.at_ms));
  co_return change;
}

}  // namespace arris::keys
