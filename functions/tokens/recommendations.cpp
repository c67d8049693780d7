#include <algorithm>
#include <tuple>

#include "http/as_json.h"
#include "metering/model_name.h"
#include "metering/price_book.h"
#include "tokens/handlers.h"
#include "tokens/ledger.h"
#include "tokens/money.h"
#include "tokens/spans.h"

namespace arris::tokens {
namespace {

using http::Context;

constexpr std::int64_t models_max = 50;

std::string_view provider_of(std::string_view value) { return value.substr(0, value.find('/')); }
std::string_view model_of(std::string_view value) { return value.substr(value.find('/') + 1); }

std::optional<Rates> usual_rates(const PriceRow* row, Arena& arena) {
  if (!row) return std::nullopt;
  const auto tiers = tiers_of(row->tiers, arena);
  return tiers.empty() ? std::nullopt : std::optional(tiers.back().rates);
}

ModelUse use_of(Context context, const SumRow& row, const PriceBook& book) {
  ModelUse use;
  use.provider = provider_of(row.value);
  use.model = model_of(row.value);
  use.requests = row.requests;
  use.unpriced = row.unpriced;
  use.buckets = buckets_of(row);
  use.cost_nano_usd = row.cost_nano_usd;
  use.rates = usual_rates(book.find(use.provider, use.model, context.now_ms()), context.arena());
  return use;
}

std::vector<Sibling> siblings_of(Context context, const ModelUse& use, const PriceBook& book) {
  std::vector<Sibling> siblings;
  for (const auto& name : smaller_siblings(use.model)) {
    const PriceRow* row = book.find(use.provider, name, context.now_ms());
    if (const auto rates = usual_rates(row, context.arena()))
      siblings.push_back({row->model, *rates});
  }
  return siblings;
}

Recommendation shown(Context context, const ModelUse& use, const Finding& finding) {
  Recommendation shown{};
  shown.kind = finding.advice;
  shown.title = title_of(finding.advice);
  shown.provider = use.provider;
  shown.model = use.model;
  if (!finding.alternative.empty()) shown.alternative = finding.alternative;
  const std::int64_t requests = std::max<std::int64_t>(use.requests, 1);
  shown.evidence = {use.requests,
                    use.unpriced,
                    use.buckets,
                    use.buckets.input_tokens() / requests,
                    use.buckets.output_tokens() / requests,
                    use.cost_nano_usd,
                    assumption_of(finding.advice)};
  shown.saving_nano_usd = finding.saving_nano_usd;
  shown.saving_usd = context.keep(usd_of(finding.saving_nano_usd));
  return shown;
}

// Few are added, and a sort would be the larger part of this file.
void add_in_order(std::vector<Recommendation>& all, const Recommendation& one) {
  const auto place =
      std::ranges::upper_bound(all, one, [](const Recommendation& a, const Recommendation& b) {
        return std::tie(b.saving_nano_usd, a.model, a.kind) <
               std::tie(a.saving_nano_usd, b.model, b.kind);
      });
  all.insert(place, one);
}

}  // namespace

effect::Task<Reply<Recommendations>> list_recommendations(Call<Nothing, Recommending> call) {
  Context context = call.context;
  const auto window =
      co_await http::window_of(http::range_of(call.query), context.now_ms(), http::Range::month);
  const OrgId org = context.who().org;
  const std::int64_t from_ms = round_down(window.range.from_ms, hour_ms);
  const auto spans = spans_of("model", {from_ms, window.range.to_ms + hour_ms}, day_ms, 0);
  const std::int64_t now_ms = context.now_ms();
  auto [rows, prices] =
      co_await context.db().read(sum_values(org, as_json(context, spans), models_max),
                                 find_prices_between(org, now_ms, now_ms));
  Recommendations answer{from_ms, window.range.to_ms, {}};
  const PriceBook book(std::move(prices));
  for (const SumRow& row : rows) {
    const ModelUse use = use_of(context, row, book);
    for (const Finding& finding : recommend(use, siblings_of(context, use, book)))
      add_in_order(answer.data, shown(context, use, finding));
  }
  co_return reply(std::move(answer));
}

}  // namespace arris::tokens
