#include "tokens/price_memory.h"

#include "core/hash.h"
#include "effect/cache.h"

namespace arris::tokens {
namespace {

using http::Context;

std::string_view cache_key_of(Context context, std::string_view names) {
  const auto org = context.who().org.text;
  return context.keep("prices/" + std::string(org) + "/" + Hash128{}.add(names).to_hex());
}

template <class Io>
void fields_of(Io& io, PriceRow& row) {
  io(row.org_id.text, row.id.text, row.provider, row.model, row.effective_from_ms, row.tiers);
}

// The names stand in front, for others may have the same hash.
std::string pack(std::string_view names, std::vector<PriceRow> prices) {
  std::string bytes;
  effect::Writer writer(bytes);
  writer(names);
  for (PriceRow& row : prices) fields_of(writer, row);
  return bytes;
}

std::optional<std::vector<PriceRow>> unpack(std::string_view bytes, std::string_view names) {
  effect::Reader reader(bytes);
  std::string_view kept_names;
  reader(kept_names);
  if (kept_names != names) return std::nullopt;
  std::vector<PriceRow> prices;
  while (reader.ok() && !reader.at_end()) fields_of(reader, prices.emplace_back());
  if (!reader.ok()) return std::nullopt;
  return prices;
}

}  // namespace

effect::Task<std::optional<std::vector<PriceRow>>> remembered_prices(Context context,
                                                                     std::string_view names) {
  const auto kept = co_await effect::remembered(cache_key_of(context, names));
  if (!kept) co_return std::nullopt;
  co_return unpack(*kept, names);
}

effect::Task<Nothing> remember_prices(Context context, std::string_view names,
                                      const std::vector<PriceRow>* prices) {
  return effect::remember(cache_key_of(context, names), context.keep(pack(names, *prices)),
                          prices_remembered_ms);
}

}  // namespace arris::tokens
