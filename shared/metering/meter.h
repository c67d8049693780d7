#pragma once
// The price of a call: meter(usage, prices), a pure function of the two.
//
//   cost_nano_usd = round_half_up( sum over buckets( count * rate ) / 1000 )
//
// rounded once, so that a bill does not depend on how its buckets were cut.

#include <string_view>
#include <vector>

#include "metering/buckets.h"

namespace arris::metering {

// A call is priced by the first tier whose conditions it meets.
struct PriceTier {
  std::string_view service_tier;         // "" fits every call
  std::int64_t above_input_tokens = -1;  // fits a call with more input than this
  Rates rates;
};

struct Metered {
  std::int64_t cost_nano_usd = 0;
  int tier = -1;  // place of the tier that was taken; -1: none fits, the call is unpriced
};

inline constexpr std::int64_t count_max = 1'000'000'000;   // of all buckets of a call together
inline constexpr std::int64_t rate_max = 100'000'000'000;  // 0.1 USD a token

// REQUIRES: no bucket is negative or above count_max, no rate negative or above rate_max.
Metered meter(const Buckets& usage, std::string_view service_tier,
              const std::vector<PriceTier>& tiers);

// The rate of each bucket after its fallbacks; 0 where nothing says any.
Rates complete(const Rates& rates);

// The formula alone.
std::int64_t cost_of(const Buckets& usage, const Rates& rates);

}  // namespace arris::metering
