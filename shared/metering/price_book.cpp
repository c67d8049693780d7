#include "metering/price_book.h"

#include "json/json.h"
#include "metering/model_name.h"
#include "metering/tier.h"

namespace arris::metering {

const PriceRow* PriceBook::find_exact(std::string_view provider, std::string_view model,
                                      std::int64_t at_ms) const {
  for (const PriceRow& row : rows_) {
    if (row.model == model && row.provider == provider && row.effective_from_ms <= at_ms)
      return &row;
  }
  return nullptr;
}

const PriceRow* PriceBook::find(std::string_view provider, std::string_view model,
                                std::int64_t at_ms) const {
  const auto priced_as = priced_provider(provider, model);
  for (const auto& name : model_candidates(model)) {
    if (const auto* row = find_exact(provider, name, at_ms)) return row;
    if (const auto* row = find_exact(priced_as, name, at_ms)) return row;
  }
  return nullptr;
}

std::vector<PriceTier> tiers_of(std::string_view json, Arena& arena) {
  const auto read = json::decode<std::vector<Tier>>(json, arena);
  std::vector<PriceTier> tiers;
  if (!read) return tiers;
  for (const Tier& tier : read.value()) {
    PriceTier& priced = tiers.emplace_back();
    if (tier.service_tier) priced.service_tier = tier.service_tier->text;
    if (tier.above_input_tokens) priced.above_input_tokens = tier.above_input_tokens->value;
#define X(name) \
  if (tier.rates.name) priced.rates.name = tier.rates.name->value;
    ARRIS_TOKEN_BUCKETS(X)
#undef X
  }
  return tiers;
}

Priced price(const PriceBook& book, const Call& call, Arena& arena) {
  const PriceRow* found = book.find(call.provider, call.model, call.at_ms);
  if (!found) return {};
  const auto metered = meter(call.buckets, call.tier, tiers_of(found->tiers, arena));
  if (metered.tier < 0) return {};
  return {found->id.text, metered.cost_nano_usd};
}

}  // namespace arris::metering
