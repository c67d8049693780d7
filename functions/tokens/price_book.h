#pragma once
// The prices that were read for some calls, and the revision that holds for each.

#include "core/arena.h"
#include "core/result.h"
#include "tokens/meter.h"
#include "tokens/queries.h"

namespace arris::tokens {

class PriceBook {
 public:
  // `rows` as find_prices orders them. Their texts outlive the book.
  explicit PriceBook(std::vector<PriceRow> rows) : rows_(std::move(rows)) {}

  // The revision for a call of a provider's model at an instant; null when there is none. The most
  // exact name goes first, under each name the org's own price before the catalogue's.
  const PriceRow* find(std::string_view provider, std::string_view model, std::int64_t at_ms) const;

 private:
  const PriceRow* find_exact(std::string_view provider, std::string_view model,
                             std::int64_t at_ms) const;
  std::vector<PriceRow> rows_;
};

std::vector<PriceTier> tiers_of(std::string_view json, Arena& arena);

struct Priced {
  std::optional<std::string_view> price_id;
  std::int64_t cost_nano_usd = 0;
};
Priced price(const PriceBook& book, const UsageRow& row, Arena& arena);

template <class Row>
Buckets buckets_of(const Row& row) {
  Buckets buckets;
#define X(name) buckets.name = row.name;
  ARRIS_TOKEN_BUCKETS(X)
#undef X
  return buckets;
}

template <class Row>
void set_buckets(Row& row, const Buckets& buckets) {
#define X(name) row.name = buckets.name;
  ARRIS_TOKEN_BUCKETS(X)
#undef X
}

}  // namespace arris::tokens
