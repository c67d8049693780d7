#include "tokens/recommend.h"

#include "metering/meter.h"

namespace arris::tokens {
namespace {

// Half of a long prompt repeats from call to call; what is read from a cache then costs less.
std::int64_t cache_saving(const ModelUse& use, const Rates& rates) {
  const Buckets& b = use.buckets;
  const bool long_prompts = b.input_tokens() / use.requests >= 2'000;
  const bool hardly_cached = b.cache_read * 10 < b.input_tokens();
  if (!long_prompts || !hardly_cached || b.cache_write_5m + b.cache_write_1h > 0) return 0;
  return cost_of({.input = b.input / 2}, rates) - cost_of({.cache_read = b.input / 2}, rates);
}

// What was paid on top of plain input for writing, less what reading saved.
std::int64_t waste_of_writes(const ModelUse& use, const Rates& rates) {
  const Buckets& b = use.buckets;
  const Buckets written{.cache_write_5m = b.cache_write_5m, .cache_write_1h = b.cache_write_1h};
  const Buckets read{.cache_read = b.cache_read};
  const std::int64_t extra =
      cost_of(written, rates) - cost_of({.input = written.input_tokens()}, rates);
  const std::int64_t saved = cost_of({.input = b.cache_read}, rates) - cost_of(read, rates);
  return extra - saved;
}

// A third less reasoning, where it is most of the output.
std::int64_t reasoning_saving(const ModelUse& use, const Rates& rates) {
  const Buckets& b = use.buckets;
  if (b.reasoning * 10 < b.output_tokens() * 6) return 0;
  return cost_of({.reasoning = b.reasoning / 3}, rates);
}

Finding best_sibling(const ModelUse& use, const std::vector<Sibling>& siblings) {
  Finding best{Advice::use_smaller_model, 0, {}};
  const Buckets& b = use.buckets;
  const bool short_calls =
      b.input_tokens() / use.requests <= 4'000 && b.output_tokens() / use.requests <= 400;
  if (!short_calls) return best;
  for (const Sibling& sibling : siblings) {
    const std::int64_t saving = use.cost_nano_usd - cost_of(b, sibling.rates);
    if (saving > best.saving_nano_usd) best = {Advice::use_smaller_model, saving, sibling.model};
  }
  return best;
}

}  // namespace

std::vector<Finding> recommend(const ModelUse& use, const std::vector<Sibling>& siblings) {
  std::vector<Finding> findings;
  if (use.unpriced > 0) findings.push_back({Advice::set_price, 0, {}});
  if (!use.rates || use.requests < requests_min) return findings;
  const Rates rates = complete(*use.rates);
  for (const Finding& finding :
       {Finding{Advice::use_cache, cache_saving(use, rates), {}},
        Finding{Advice::stop_caching, waste_of_writes(use, rates), {}}, best_sibling(use, siblings),
        Finding{Advice::lower_reasoning, reasoning_saving(use, rates), {}}}) {
    // Below a hundredth of what the model costs nobody acts.
    if (finding.saving_nano_usd > use.cost_nano_usd / 100) findings.push_back(finding);
  }
  return findings;
}

std::string_view title_of(Advice advice) {
  constexpr std::string_view titles[] = {
      "Let long prompts be read from the cache", "Stop writing to a cache that is hardly read",
      "Ask a smaller model for short answers", "Ask for less reasoning",
      "Set a price, so that these calls count"};
  return titles[static_cast<std::size_t>(advice)];
}

std::string_view assumption_of(Advice advice) {
  constexpr std::string_view assumptions[] = {
      "Half of the uncached input repeats and is read from the cache instead",
      "The same input without cache writes, less what cache reads have saved",
      "The same tokens at the smaller model's price",
      "A third of the reasoning tokens are not needed", "What these calls cost is not known"};
  return assumptions[static_cast<std::size_t>(advice)];
}

}  // namespace arris::tokens
