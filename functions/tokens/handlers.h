#pragma once
// The handlers of tokens, in the order of the route table.

#include "core/text.h"
#include "http/cursor.h"
#include "http/listener.h"
#include "tokens/queries.h"
#include "tokens/shapes.h"

namespace arris::tokens {

// An entry of the audit log.
inline void audit(storage::Batch& batch, http::Context context, std::string_view action,
                  std::string_view target_kind, std::string_view id, std::string_view name) {
  http::audit(batch, context,
              {.action = action,
               .target_kind = target_kind,
               .target_id = id,
               .details = http::named(context, name)});
}

// Providers and service tiers are kept and looked up in lower case.
inline std::optional<std::string_view> lowered(http::Context context,
                                               std::optional<std::string_view> text) {
  return text ? std::optional(context.keep(to_lower(*text))) : std::nullopt;
}

using http::Call;
using http::Page;
using http::RawAnswer;
using http::Reply;
using http::reply;

// record.cpp
effect::Task<Reply<Recorded>> record_one(Call<Nothing, Nothing, NewUsage> call);
effect::Task<Reply<RecordedMany>> record_many(Call<Nothing, Nothing, NewUsages> call);
effect::Task<http::Change> record_call(http::Context context, http::Message message);

// usage.cpp
effect::Task<Reply<UsageReport>> show_usage(Call<Nothing, UsageFilter> call);
effect::Task<Reply<Breakdown>> show_breakdown(Call<Nothing, BreakdownFilter> call);

// records.cpp
effect::Task<Reply<Page<Record>>> list_records(Call<Nothing, RecordFilter> call);
effect::Task<Reply<RawAnswer>> export_records(Call<Nothing, ExportFilter> call);

// prices.cpp
effect::Task<Reply<Page<Price>>> list_prices(Call<Nothing, PriceFilter> call);
effect::Task<Reply<PriceSaved>> put_price(Call<Nothing, Nothing, NewPrice> call);

// budgets.cpp
effect::Task<Reply<Budgets>> list_all_budgets(Call<> call);
effect::Task<Reply<Gate>> show_gate(Call<Nothing, GateFilter> call);
effect::Task<Reply<Budget>> show_budget(Call<BudgetPath> call);
effect::Task<Reply<BudgetSaved>> create_budget(Call<Nothing, Nothing, NewBudget> call);
effect::Task<Reply<BudgetSaved>> change_one_budget(Call<BudgetPath, Nothing, BudgetChange> call);
effect::Task<Reply<Nothing>> delete_one_budget(Call<BudgetPath> call);

// recommendations.cpp
effect::Task<Reply<Recommendations>> list_recommendations(Call<Nothing, Recommending> call);

// reprice.cpp
effect::Task<Reply<Repriced>> reprice(Call<Nothing, Nothing, Reprice> call);

}  // namespace arris::tokens
