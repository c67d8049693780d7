#include "tokens/ledger.h"

#include "tokens/price_book.h"

namespace arris::tokens {
namespace {

constexpr std::int64_t quarter_ms = 15 * minute_ms;

}  // namespace

void Ledger::add_to(std::string_view kind, std::int64_t at_ms, std::string_view value,
                    const HourRow& amount) {
  for (HourRow& row : hours_) {
    if (row.at_ms != at_ms || row.kind != kind || row.value != value) continue;
    row.requests += amount.requests;
    row.unpriced += amount.unpriced;
    row.cost_nano_usd += amount.cost_nano_usd;
    Buckets sum = buckets_of(row);
    tokens::add(sum, buckets_of(amount));
    set_buckets(row, sum);
    return;
  }
  HourRow& row = hours_.emplace_back(amount);
  row.kind = kind;
  row.at_ms = at_ms;
  row.value = value;
}

void Ledger::add(const UsageRow& row, const HourRow& amount) {
  const std::int64_t hour_at_ms = round_down(row.at_ms, hour_ms);
  add_to("total", round_down(row.at_ms, quarter_ms), "", amount);
  if (row.at_ms > context_.now_ms() - 8 * day_ms)
    add_to("minute", round_down(row.at_ms, minute_ms), "", amount);
  add_to("provider", hour_at_ms, row.provider, amount);
  const auto model = std::string(row.provider) + "/" + std::string(row.model);
  add_to("model", hour_at_ms, context_.keep(model), amount);
  if (row.agent_id) add_to("agent", hour_at_ms, *row.agent_id, amount);
  if (row.pipeline_id) add_to("pipeline", hour_at_ms, *row.pipeline_id, amount);
  if (row.key_id) add_to("key", hour_at_ms, *row.key_id, amount);
  if (row.user_id) add_to("user", hour_at_ms, *row.user_id, amount);
}

void Ledger::count(const UsageRow& row) {
  HourRow amount{};
  amount.requests = 1;
  amount.unpriced = row.price_id ? 0 : 1;
  amount.cost_nano_usd = row.cost_nano_usd;
  set_buckets(amount, buckets_of(row));
  add(row, amount);
}

void Ledger::correct(const UsageRow& row, std::int64_t cost_nano_usd, std::int64_t unpriced) {
  HourRow amount{};
  amount.unpriced = unpriced;
  amount.cost_nano_usd = cost_nano_usd;
  add(row, amount);
}

void Ledger::write(storage::Batch& batch, OrgId org, std::string_view calls) const {
  batch.add(add_hours(org, as_json(context_, hours_)));
  batch.add(charge_budgets(org, calls));
  settle_thresholds(batch, context_, org, calls);
}

void settle_thresholds(storage::Batch& batch, http::Context context, OrgId org,
                       std::string_view calls) {
  batch.add(tell_thresholds(org, calls, context.new_id<BudgetId>().text, context.now_ms()));
  batch.add(mark_thresholds(org, calls));
}

}  // namespace arris::tokens
