#pragma once
// The prices that an org's calls were held against, kept by the host, so that a call of the same models costs no look-up.
// They decide nothing by themselves: the batch of the calls fails unless they are all that there is (check_known).

#include "http/context.h"
#include "tokens/queries.h"

namespace arris::tokens {

inline constexpr std::uint32_t prices_remembered_ms = 10 * 60'000;

// What find_prices answered for these names, if it is remembered.
effect::Task<std::optional<std::vector<PriceRow>>> remembered_prices(http::Context context,
                                                                     std::string_view names);
effect::Task<Nothing> remember_prices(http::Context context, std::string_view names,
                                      const std::vector<PriceRow>* prices);

}  // namespace arris::tokens
