#pragma once
// What could cost less: rules over what each model was used for, each with what it saw and the money
// that it comes to. Pure.

#include <string>
#include <string_view>
#include <vector>

#include "metering/buckets.h"

namespace arris::tokens {

using namespace metering;

enum class Advice : std::uint8_t {
  use_cache,          // long prompts that are hardly ever read from a cache
  stop_caching,       // cache writes cost more than their reads save
  use_smaller_model,  // short questions and answers on a model that has a smaller sibling
  lower_reasoning,    // most of the output is reasoning
  set_price           // calls without a price
};

// What a model was used for, and its usual rates.
struct ModelUse {
  std::string_view provider, model;
  std::int64_t requests = 0, unpriced = 0;
  Buckets buckets;
  std::int64_t cost_nano_usd = 0;
  std::optional<Rates> rates;
};

struct Sibling {
  std::string_view model;
  Rates rates;
};

struct Finding {
  Advice advice;
  std::int64_t saving_nano_usd = 0;
  std::string_view alternative;  // the smaller model
};

// Fewer requests say nothing about a habit.
inline constexpr std::int64_t requests_min = 20;

std::vector<Finding> recommend(const ModelUse& use, const std::vector<Sibling>& siblings);

// What a finding says to a person.
std::string_view title_of(Advice advice);
std::string_view assumption_of(Advice advice);

}  // namespace arris::tokens
