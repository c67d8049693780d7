#pragma once
// What recorded calls change besides the ledger: sums by time and budgets. Used by recording and by
// pricing again, which adds differences.

#include "http/context.h"
#include "tokens/queries.h"

namespace arris::tokens {

class Ledger {
 public:
  explicit Ledger(http::Context context) : context_(context) {}

  // Adds a call to the sums.
  void count(const UsageRow& row);
  // Adds only a change of its cost and of whether it has a price.
  void correct(const UsageRow& row, std::int64_t cost_nano_usd, std::int64_t unpriced);

  // Appends the statements of the sums and of the budgets; the costs of `calls` are what is added.
  void write(storage::Batch& batch, OrgId org, const std::vector<UsageRow>& calls) const;

 private:
  void add(const UsageRow& row, const HourAmount& amount);
  // To the sums by `step_ms` and to those by days; nothing for a call without the value.
  void add_by(std::string_view kind, std::int64_t step_ms, const UsageRow& row,
              std::optional<std::string_view> value, const HourAmount& amount);
  void note_unpriced(const UsageRow& row);
  std::string_view model_value(const UsageRow& row) const;
  void add_to(std::string_view kind, std::int64_t at_ms, std::string_view value,
              const HourAmount& amount);

  http::Context context_;
  std::vector<HourAmount> sums_;            // each of one hour
  std::vector<std::string_view> unpriced_;  // provider/model, each once
};

// The names of budget_subjects, kept for as long as the request.
std::vector<std::string_view> kept_subjects(http::Context context, std::string_view provider,
                                            std::string_view model);

// A JSON array of Spending.
std::string_view spending_of(http::Context context, const std::vector<UsageRow>& calls);

// Tells the highest threshold that the spending of `calls` reached in each period, once; those below count as told.
void settle_thresholds(storage::Batch& batch, http::Context context, OrgId org,
                       std::string_view calls);

}  // namespace arris::tokens
