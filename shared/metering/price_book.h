#pragma once
// The prices that were read for some calls, and the revision that holds for each.

#include "core/arena.h"
#include "core/ids.h"
#include "metering/meter.h"
#include "storage/query.h"

namespace arris::metering {

using PriceId = Id<struct PriceTag>;

struct PriceRow {
  OrgId org_id;
  PriceId id;
  std::string_view provider, model;
  std::int64_t effective_from_ms;
  std::string_view tiers;
};
BOOST_DESCRIBE_STRUCT(PriceRow, (), (org_id, id, provider, model, effective_from_ms, tiers))

// The revisions of the models of `names`, a JSON array: the org's and the catalogue's, those that hold last first. Each name is
// looked up: SQLite may not reorder a CROSS JOIN, and would else hold every price against the names.
#define ARRIS_PRICES_OF(names)                                               \
  "SELECT p.org_id, p.id, p.provider, p.model, p.effective_from_ms, p.tiers" \
  " FROM json_each(json_array(?1, '')) o CROSS JOIN json_each(" names        \
  ") n"                                                                      \
  " CROSS JOIN prices p ON p.org_id = o.value AND p.model = n.value"         \
  " ORDER BY p.org_id DESC, p.effective_from_ms DESC, p.id DESC LIMIT 2000"

inline constexpr storage::Query<PriceRow(OrgId, std::string_view)> find_prices{
    "metering.find_prices", ARRIS_PRICES_OF("?2")};

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
struct Call {
  std::string_view provider, model, tier;
  std::int64_t at_ms;
  Buckets buckets;
};
Priced price(const PriceBook& book, const Call& call, Arena& arena);

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

}  // namespace arris::metering
