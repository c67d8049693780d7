#include "tokens/ledger.h"

#include <algorithm>

#include "http/as_json.h"
#include "metering/model_name.h"
#include "tokens/spans.h"

namespace arris::tokens {
namespace {

constexpr std::int64_t quarter_ms = 15 * minute_ms;

void add_amount(HourAmount& sum, const HourAmount& amount) {
  sum.requests += amount.requests;
  sum.unpriced += amount.unpriced;
  sum.cost_nano_usd += amount.cost_nano_usd;
  Buckets buckets = buckets_of(sum);
  tokens::add(buckets, buckets_of(amount));
  set_buckets(sum, buckets);
}

bool is_same(const HourAmount& a, const HourAmount& b) {
#define X(name) &&a.name == b.name
  return a.requests == b.requests && a.unpriced == b.unpriced &&
         a.cost_nano_usd == b.cost_nano_usd ARRIS_TOKEN_BUCKETS(X);
#undef X
}

// All hours of one call have the same amount.
std::vector<HourAmount> grouped(const std::vector<HourAmount>& sums) {
  std::vector<HourAmount> groups;
  for (const HourAmount& sum : sums) {
    if (groups.empty() || !is_same(groups.back(), sum))
      groups.push_back(sum);
    else
      groups.back().hours.push_back(sum.hours.front());
  }
  return groups;
}

}  // namespace

void Ledger::add_to(std::string_view kind, std::int64_t at_ms, std::string_view value,
                    const HourAmount& amount) {
  for (HourAmount& sum : sums_) {
    const Hour& hour = sum.hours.front();
    if (hour.at_ms == at_ms && hour.kind == kind && hour.value == value)
      return add_amount(sum, amount);
  }
  sums_.emplace_back(amount).hours = {{kind, at_ms, value}};
}

void Ledger::add_by(std::string_view kind, std::int64_t step_ms, const UsageRow& row,
                    std::optional<std::string_view> value, const HourAmount& amount) {
  if (!value) return;
  add_to(kind, round_down(row.at_ms, step_ms), *value, amount);
  add_to(days_of(kind), round_down(row.at_ms, day_ms), *value, amount);
}

std::string_view Ledger::model_value(const UsageRow& row) const {
  return context_.keep(std::string(row.provider) + "/" + std::string(row.model));
}

void Ledger::add(const UsageRow& row, const HourAmount& amount) {
  add_by("total", quarter_ms, row, "", amount);
  if (row.at_ms > context_.now_ms() - 8 * day_ms)
    add_to("minute", round_down(row.at_ms, minute_ms), "", amount);
  add_by("provider", hour_ms, row, row.provider, amount);
  add_by("model", hour_ms, row, model_value(row), amount);
  add_by("agent", hour_ms, row, row.agent_id, amount);
  add_by("pipeline", hour_ms, row, row.pipeline_id, amount);
  add_by("key", hour_ms, row, row.key_id, amount);
  add_by("user", hour_ms, row, row.user_id, amount);
}

void Ledger::count(const UsageRow& row) {
  HourAmount amount{};
  amount.requests = 1;
  amount.unpriced = row.price_id ? 0 : 1;
  amount.cost_nano_usd = row.cost_nano_usd;
  set_buckets(amount, buckets_of(row));
  add(row, amount);
  if (!row.price_id) note_unpriced(row);
}

void Ledger::note_unpriced(const UsageRow& row) {
  const auto name = model_value(row);
  if (std::ranges::find(unpriced_, name) == unpriced_.end()) unpriced_.push_back(name);
}

void Ledger::correct(const UsageRow& row, std::int64_t cost_nano_usd, std::int64_t unpriced) {
  HourAmount amount{};
  amount.unpriced = unpriced;
  amount.cost_nano_usd = cost_nano_usd;
  add(row, amount);
}

void Ledger::write(storage::Batch& batch, OrgId org, const std::vector<UsageRow>& calls) const {
  const auto spending = spending_of(context_, calls);
  if (!unpriced_.empty())
    batch.add(tell_unpriced(org, as_json(context_, unpriced_), context_.new_id<UsageId>().text,
                            context_.now_ms()));
  batch.add(add_hours(org, as_json(context_, grouped(sums_))));
  batch.add(charge_budgets(org, spending));
  settle_thresholds(batch, context_, org, spending);
}

std::vector<std::string_view> kept_subjects(http::Context context, std::string_view provider,
                                            std::string_view model) {
  std::vector<std::string_view> names;
  for (const auto& name : budget_subjects(provider, model)) names.push_back(context.keep(name));
  return names;
}

std::string_view spending_of(http::Context context, const std::vector<UsageRow>& calls) {
  std::vector<Spending> spending;
  for (const UsageRow& call : calls)
    spending.push_back({call.at_ms, call.user_id, call.key_id, call.agent_id,
                        kept_subjects(context, call.provider, call.model), call.cost_nano_usd});
  return as_json(context, spending);
}

void settle_thresholds(storage::Batch& batch, http::Context context, OrgId org,
                       std::string_view calls) {
  batch.add(tell_thresholds(org, calls, context.new_id<BudgetId>().text, context.now_ms()));
  batch.add(mark_thresholds(org, calls));
}

}  // namespace arris::tokens
