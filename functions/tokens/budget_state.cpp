#include "tokens/budget_state.h"

#include <algorithm>
#include <chrono>

#include "core/range.h"
#include "core/text.h"

namespace arris::tokens {
namespace {

void add_rising(std::vector<std::int64_t>& percents, std::int64_t percent) {
  const auto place = std::ranges::lower_bound(percents, percent);
  if (place == percents.end() || *place != percent) percents.insert(place, percent);
}

std::int64_t month_start_ms(std::int64_t local_ms) {
  using namespace std::chrono;
  const sys_days day{days{round_down(local_ms, day_ms) / day_ms}};
  const year_month_day date{day};
  return sys_days{date.year() / date.month() / 1}.time_since_epoch().count() * day_ms;
}

// Of which a 9 stands for any digit.
constexpr std::string_view model_suffixes[] = {"",          "-latest",   "-preview",   "-default",
                                               "-999",      "@999",      "-9999",      "@9999",
                                               "-99999999", "@99999999", "-9999-99-99"};

bool has_form(std::string_view text, std::string_view form) {
  return std::ranges::equal(text, form, [](char is, char wanted) {
    return wanted == '9' ? is >= '0' && is <= '9' : is == wanted;
  });
}

// Both in small letters.
bool means(std::string_view subject, std::string_view name) {
  if (!name.starts_with(subject)) return false;
  const auto suffix = name.substr(subject.size());
  return std::ranges::any_of(model_suffixes,
                             [&](std::string_view form) { return has_form(suffix, form); });
}

}  // namespace

std::int64_t percent_of(std::int64_t part, std::int64_t whole) {
  return part / whole * 100 + part % whole * 100 / whole;
}

std::vector<std::int64_t> thresholds_of(const std::optional<Percents>& asked,
                                        const std::vector<std::int64_t>& usual, OnLimit on_limit) {
  std::vector<std::int64_t> percents;
  if (asked) {
    for (const auto& percent : asked->items) add_rising(percents, percent.value);
  } else {
    percents = usual;
  }
  if (on_limit == OnLimit::block) add_rising(percents, 100);
  return percents;
}

BudgetState state_of(std::int64_t spent_nano_usd, std::int64_t limit_nano_usd, OnLimit on_limit,
                     const std::vector<std::int64_t>& thresholds) {
  if (spent_nano_usd >= limit_nano_usd)
    return on_limit == OnLimit::block ? BudgetState::blocked : BudgetState::exceeded;
  const auto reached = percent_of(spent_nano_usd, limit_nano_usd);
  const bool warned =
      std::ranges::any_of(thresholds, [&](std::int64_t percent) { return percent <= reached; });
  return warned ? BudgetState::warned : BudgetState::ok;
}

bool opens_with(std::string_view subject, std::string_view provider, std::string_view model) {
  const auto wanted = to_lower(subject);
  const auto name = to_lower(provider) + "/" + to_lower(model);
  return means(wanted, name) || means(wanted, std::string_view(name).substr(name.find('/') + 1));
}

std::int64_t period_start_ms(std::int64_t at_ms, Period period, std::int64_t utc_offset_min) {
  const std::int64_t offset_ms = utc_offset_min * minute_ms;
  if (period == Period::month) return month_start_ms(at_ms + offset_ms) - offset_ms;
  return bucket_start(at_ms, period == Period::day ? Bucket::day : Bucket::week, offset_ms);
}

}  // namespace arris::tokens
