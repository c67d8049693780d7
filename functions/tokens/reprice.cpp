#include "http/as_json.h"
#include "metering/price_book.h"
#include "tokens/handlers.h"
#include "tokens/ledger.h"
#include "tokens/money.h"

namespace arris::tokens {
namespace {

using http::Context;

constexpr std::int64_t rows_max = 500;

// Where the next call goes on: "at_ms:id" of the last row that was examined.
struct Place {
  std::int64_t at_ms = -1;
  std::string_view id;
};

std::optional<Place> place_of(const std::optional<json::Text<1, 100>>& cursor) {
  if (!cursor) return Place{};
  const auto colon = cursor->text.find(':');
  const auto at_ms = parse_integer(cursor->text.substr(0, colon));
  if (colon == std::string_view::npos || !at_ms || !is_uuid(cursor->text.substr(colon + 1)))
    return std::nullopt;
  return Place{*at_ms, cursor->text.substr(colon + 1)};
}

std::string_view cursor_of(Context context, const UsageRow& row) {
  std::string text;
  append_decimal(text, row.at_ms);
  return context.keep(text + ":" + std::string(row.id.text));
}

std::optional<std::string_view> text_of(const std::optional<Name>& name) {
  return name ? std::optional(name->text) : std::nullopt;
}

// What pricing some rows again comes to.
class Correction {
 public:
  Correction(Context context, std::vector<PriceRow> prices)
      : context_(context), ledger_(context), book_(std::move(prices)) {}

  void examine(const UsageRow& row) {
    const Priced priced = price(book_, call_of(row), context_.arena());
    before_nano_usd_ += row.cost_nano_usd;
    after_nano_usd_ += priced.cost_nano_usd;
    if (priced.cost_nano_usd == row.cost_nano_usd && priced.price_id == row.price_id) return;
    costs_.push_back({row.id, row.cost_nano_usd, priced.price_id, priced.cost_nano_usd});
    UsageRow& difference = differences_.emplace_back(row);
    difference.cost_nano_usd = priced.cost_nano_usd - row.cost_nano_usd;
    const int unpriced = (priced.price_id ? 0 : 1) - (row.price_id ? 0 : 1);
    ledger_.correct(row, difference.cost_nano_usd, unpriced);
  }

  Repriced answer(bool dry_run, std::size_t examined) const {
    Repriced answer{};
    answer.dry_run = dry_run;
    answer.examined = static_cast<std::int64_t>(examined);
    answer.changed = static_cast<std::int64_t>(costs_.size());
    answer.before_nano_usd = before_nano_usd_;
    answer.after_nano_usd = after_nano_usd_;
    answer.difference_nano_usd = after_nano_usd_ - before_nano_usd_;
    answer.difference_usd = context_.keep(usd_of(answer.difference_nano_usd));
    return answer;
  }

  storage::Batch batch() const {
    storage::Batch batch;
    if (costs_.empty()) return batch;
    const OrgId org = context_.who().org;
    const auto costs = as_json(context_, costs_);
    batch.add(check_costs(org, costs));
    batch.add(change_costs(org, costs));
    ledger_.write(batch, org, differences_);
    return batch;
  }

 private:
  Context context_;
  Ledger ledger_;
  PriceBook book_;
  std::vector<NewCost> costs_;
  std::vector<UsageRow> differences_;
  std::int64_t before_nano_usd_ = 0, after_nano_usd_ = 0;
};

}  // namespace

void find_faults(const Reprice& body, json::Faults& faults) {
  if (faults.tells_of("from_ms")) return;
  const auto to_ms = body.to_ms.value_or(faults.now_ms() + hour_ms);
  http::find_range_faults({.from_ms = body.from_ms, .to_ms = to_ms}, faults, http::Range::month);
  if (!place_of(body.cursor))
    faults.add_at("cursor", "malformed", "must be the next_cursor of an answer");
}

// Each call examines up to `limit` rows; a second call over the same rows changes nothing.
effect::Task<Reply<Repriced>> reprice(Call<Nothing, Nothing, Reprice> call) {
  Context context = call.context;
  const Reprice& body = call.body;
  const auto window = co_await http::window_of({.from_ms = body.from_ms, .to_ms = body.to_ms},
                                               context.now_ms() + hour_ms, http::Range::month);
  const auto from = *place_of(body.cursor);
  const std::int64_t limit = body.limit ? body.limit->value : rows_max;
  auto [rows, prices] = co_await context.db().read(
      list_to_reprice(context.who().org, window.range.from_ms, window.range.to_ms, from.at_ms,
                      from.id, lowered(context, text_of(body.provider)), text_of(body.model),
                      limit),
      find_prices_between(context.who().org, window.range.from_ms, window.range.to_ms));
  Correction correction(context, std::move(prices));
  for (const UsageRow& row : rows) correction.examine(row);
  const bool dry_run = body.dry_run.value_or(true);
  auto answer = correction.answer(dry_run, rows.size());
  if (rows.size() == static_cast<std::size_t>(limit))
    answer.next_cursor = cursor_of(context, rows.back());
  if (dry_run) co_return reply(answer);
  auto batch = correction.batch();
  if (!batch.empty()) http::audit(batch, context, {.action = "usage.repriced"});
  co_return reply(answer).commit(std::move(batch));
}

}  // namespace arris::tokens
