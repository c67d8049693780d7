#include "tokens/kept.h"

#include "core/text.h"

namespace arris::tokens {

std::string_view kept_tiers(const NewPrice& price, Arena& arena) {
  std::vector<Tier> tiers = price.tiers.items;
  for (Tier& tier : tiers) {
    if (tier.service_tier) tier.service_tier->text = arena.keep(to_lower(tier.service_tier->text));
  }
  std::string text;
  json::encode(text, tiers);
  return arena.keep(text);
}

metering::Call kept_call(const NewUsage& usage, std::int64_t now_ms, Arena& arena) {
  const Usage& read = usage.usage.read;
  const auto tier = usage.service_tier ? usage.service_tier->text : read.service_tier;
  return {arena.keep(to_lower(usage.provider.text)), usage.model.text, arena.keep(to_lower(tier)),
          usage.occurred_at_ms.value_or(now_ms), read.buckets};
}

}  // namespace arris::tokens
