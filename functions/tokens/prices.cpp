#include "http/as_json.h"
#include "tokens/handlers.h"
#include "tokens/kept.h"
#include "tokens/ledger.h"

namespace arris::tokens {
namespace {

using http::Context;

// The list's order is model, then id; a cursor holds both in its text.
std::string_view place_text(Context context, const ListedPrice& row) {
  return context.keep(std::string(row.id.text) + std::string(row.model));
}

Price shown(const ListedPrice& row) {
  return {row.id,
          row.org_id.text.empty() ? PriceSource::catalogue : PriceSource::org,
          row.provider,
          row.model,
          row.effective_from_ms,
          {row.tiers},
          row.source,
          row.created_at_ms};
}

}  // namespace

// The tier without a condition prices what no other fits; the first tier that fits is taken.
void find_faults(const NewPrice& price, json::Faults& faults) {
  const json::Faults::Inside inside(faults, "tiers");
  const auto& tiers = price.tiers.items;
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    const json::Faults::Inside tier(faults, i);
    if (!tiers[i].rates.input && !tiers[i].rates.output)
      faults.add_at("rates", "no_rates", "must have a rate of input or output");
    const bool last = i + 1 == tiers.size();
    if (last != (tiers[i].service_tier || tiers[i].above_input_tokens)) continue;
    if (last)
      faults.add("no_default", "must have no condition, as the last tier");
    else
      faults.add("unreachable", "only the last tier may have no condition");
  }
}

effect::Task<Reply<Page<Price>>> list_prices(Call<Nothing, PriceFilter> call) {
  Context context = call.context;
  const PriceFilter& filter = call.query;
  const std::int64_t limit = http::limit_of(filter.limit);
  const auto place = context.position() ? context.position()->id : std::string_view();
  const auto id = place.substr(0, 36),
             model = place.substr(std::min<std::size_t>(36, place.size()));
  auto rows = co_await context.db().read(list_prices_page(context.who().org, model, id,
                                                          lowered(context, filter.provider),
                                                          filter.model, filter.source, limit + 1));
  const auto page = co_await http::page_of(
      context, std::move(rows), static_cast<std::size_t>(limit),
      [context](const ListedPrice& row) { return http::Position{0, place_text(context, row)}; });
  Page<Price> answer{{}, page.next_cursor};
  for (const ListedPrice& row : page.data) answer.data.push_back(shown(row));
  co_return reply(std::move(answer));
}

effect::Task<Reply<PriceSaved>> put_price(Call<Nothing, Nothing, NewPrice> call) {
  Context context = call.context;
  co_await context.check_no_tag();
  const auto from_ms = call.body.effective_from_ms;
  const PriceSaved saved{context.new_id<PriceId>(), from_ms ? from_ms->value : context.now_ms()};
  storage::Batch batch;
  batch.add(add_price(context.who().org, saved.id, context.keep(to_lower(call.body.provider.text)),
                      call.body.model.text, saved.effective_from_ms,
                      kept_tiers(call.body, context.arena()), context.now_ms()));
  audit(batch, context, "price.set", "price", saved.id.text, call.body.model.text);
  co_return reply(saved).commit(std::move(batch));
}

}  // namespace arris::tokens
