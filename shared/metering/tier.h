#pragma once
// How prices are written: tiers of rates, of which the first that fits a call holds.

#include "json/types.h"
#include "metering/meter.h"

namespace arris::metering {

using ShortText = json::Text<1, 200>;
using Rate = json::Integer<0, 100'000'000'000>;

// Nano-USD per 1,000 tokens or searches. A bucket without a rate costs what the one costs that it is
// a kind of (meter.cpp).
struct PriceRates {
  json::Maybe<Rate> ARRIS_BUCKET_NAMES;
};
BOOST_DESCRIBE_STRUCT(PriceRates, (), (ARRIS_BUCKET_NAMES))

struct Tier {
  json::Maybe<ShortText> service_tier;
  json::Maybe<json::Integer<0, 1'000'000'000>> above_input_tokens;
  PriceRates rates;
};
BOOST_DESCRIBE_STRUCT(Tier, (), (service_tier, above_input_tokens, rates))

}  // namespace arris::metering
