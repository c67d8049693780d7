#include "metering/meter.h"

namespace arris::metering {
namespace {

// Behind the bucket that it falls back to, so that one pass settles all of them.
struct Fallback {
  std::optional<std::int64_t> Rates::*rate, Rates::*instead;
};
constexpr Fallback fallbacks[] = {
    {&Rates::input_audio, &Rates::input},    {&Rates::input_image, &Rates::input},
    {&Rates::cache_read, &Rates::input},     {&Rates::cache_read_audio, &Rates::cache_read},
    {&Rates::cache_write_5m, &Rates::input}, {&Rates::cache_write_1h, &Rates::cache_write_5m},
    {&Rates::reasoning, &Rates::output},     {&Rates::output_audio, &Rates::output},
    {&Rates::output_image, &Rates::output},
};

bool fits(const PriceTier& tier, std::int64_t input_tokens, std::string_view service_tier) {
  if (!tier.service_tier.empty() && tier.service_tier != service_tier) return false;
  return input_tokens > tier.above_input_tokens;
}

}  // namespace

Rates complete(const Rates& rates) {
  Rates all = rates;
  for (const Fallback& fallback : fallbacks) {
    if (!(all.*fallback.rate)) all.*fallback.rate = all.*fallback.instead;
  }
  for (const auto member : rate_members) all.*member = (all.*member).value_or(0);
  return all;
}

// Whole and thousandth parts are summed apart: a product reaches 10^21 / 10^3 at most in neither.
std::int64_t cost_of(const Buckets& usage, const Rates& rates) {
  const Rates all = complete(rates);
  std::int64_t nano_usd = 0, thousandths = 0;
  for (int i = 0; i < bucket_total; ++i) {
    const std::int64_t count = usage.*bucket_members[i];
    const std::int64_t rate = *(all.*rate_members[i]);
    nano_usd += count * (rate / 1000);
    thousandths += count * (rate % 1000);
  }
  return nano_usd + (thousandths + 500) / 1000;
}

Metered meter(const Buckets& usage, std::string_view service_tier,
              const std::vector<PriceTier>& tiers) {
  const std::int64_t input_tokens = usage.input_tokens();
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    if (fits(tiers[i], input_tokens, service_tier))
      return {cost_of(usage, tiers[i].rates), static_cast<int>(i)};
  }
  return {};
}

}  // namespace arris::metering
