#pragma once
// How far a budget is used up, and what that means. Pure.

#include "tokens/shapes.h"

namespace arris::tokens {

inline const std::vector<std::int64_t> usual_thresholds{50, 80, 100};

// Rounded towards zero. REQUIRES: whole is a Spend, so that a hundred of it can be held
std::int64_t percent_of(std::int64_t part, std::int64_t whole);

// Those asked for, else `usual`. Rising, each once; a hard stop is always told of.
std::vector<std::int64_t> thresholds_of(const std::optional<Percents>& asked,
                                        const std::vector<std::int64_t>& usual, OnLimit on_limit);

BudgetState state_of(std::int64_t spent_nano_usd, std::int64_t limit_nano_usd, OnLimit on_limit,
                     const std::vector<std::int64_t>& thresholds);

// The start of the period that holds an instant, as ARRIS_PERIOD_OF says it in SQL.
std::int64_t period_start_ms(std::int64_t at_ms, Period period, std::int64_t utc_offset_min);

// Whether calls of a model before the budget of `subject` was made count to it, as open_period says it in SQL.
bool opens_with(std::string_view subject, std::string_view provider, std::string_view model);

}  // namespace arris::tokens
