#include <algorithm>

#include "core/hash.h"
#include "http/as_json.h"
#include "http/told_rows.h"
#include "metering/model_name.h"
#include "metering/usage_object.h"
#include "storage/row.h"
#include "tokens/handlers.h"
#include "tokens/kept.h"
#include "tokens/ledger.h"
#include "tokens/price_memory.h"
#include "tokens/show_use.h"

namespace arris::tokens {
namespace {

using http::Context;

constexpr int tries_max = 3;  // a twin of the request between the look and the write

std::optional<std::string_view> text_of(const std::optional<ShortText>& text) {
  return text ? std::optional(text->text) : std::nullopt;
}

// A call without a name of its own is named by its Idempotency-Key, so that a retry counts once.
std::string_view request_id_of(Context context, const NewUsage& usage, UsageId id,
                               std::size_t place) {
  if (usage.request_id) return usage.request_id->text;
  const auto key = context.request().header("idempotency-key");
  if (key.empty()) return id.text;
  std::string index;
  append_decimal(index, static_cast<std::int64_t>(place));
  Hash128 hash;
  hash.add(context.who().actor()).add(key).add(context.request().request.body).add(index);
  return context.keep("key-" + hash.to_hex());
}

std::optional<std::string_view> user_of(Context context, const NewUsage& usage) {
  if (usage.user_id) return usage.user_id->text;
  const auto user = context.who().user.text;
  return user.empty() ? std::nullopt : std::optional(user);
}

// The access key that recorded the call, unless it names the key that made it.
std::optional<std::string_view> key_of(Context context, const NewUsage& usage) {
  if (usage.key_id) return usage.key_id->text;
  const auto key = context.who().key.text;
  return key.empty() ? std::nullopt : std::optional(key);
}

UsageRow row_of(Context context, const NewUsage& usage, std::size_t place) {
  const auto call = kept_call(usage, context.now_ms(), context.arena());
  UsageRow row{};
  row.id = context.new_id<UsageId>();
  row.request_id = request_id_of(context, usage, row.id, place);
  row.provider = call.provider;
  row.model = call.model;
  row.tier = call.tier;
  row.at_ms = call.at_ms;
  row.user_id = user_of(context, usage);
  row.key_id = key_of(context, usage);
  row.agent_id = text_of(usage.agent_id);
  row.pipeline_id = text_of(usage.pipeline_id);
  row.execution_id = text_of(usage.execution_id);
  row.adjusted = usage.usage.read.adjusted ? 1 : 0;
  set_buckets(row, call.buckets);
  return row;
}

std::string_view model_names(Context context, const std::vector<UsageRow>& rows) {
  std::vector<std::string> names;
  for (const UsageRow& row : rows) {
    for (auto& name : model_candidates(row.model)) {
      if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    }
  }
  std::vector<std::string_view> views(names.begin(), names.end());
  return as_json(context, views);
}

std::string_view request_ids(Context context, const std::vector<UsageRow>& rows) {
  std::vector<std::string_view> ids;
  for (const UsageRow& row : rows) ids.push_back(row.request_id);
  return as_json(context, ids);
}

const UsageRow* find_twin(const std::vector<UsageRow>& rows, std::string_view request_id) {
  const auto found = std::ranges::find(rows, request_id, &UsageRow::request_id);
  return found == rows.end() ? nullptr : &*found;
}

Recorded recorded(Context context, const UsageRow& row) {
  Recorded answer{};
  answer.id = row.id;
  answer.request_id = row.request_id;
  show_use(context, row, answer);
  answer.adjusted = row.adjusted != 0;
  answer.priced = row.price_id.has_value();
  answer.price_id = row.price_id;
  return answer;
}

// The calls that are new, each once and with its price.
std::vector<UsageRow> fresh_of(Context context, const std::vector<UsageRow>& rows,
                               const std::vector<UsageRow>& known, const PriceBook& book) {
  std::vector<UsageRow> fresh;
  for (const UsageRow& row : rows) {
    if (find_twin(known, row.request_id) || find_twin(fresh, row.request_id)) continue;
    const Priced priced = price(book, call_of(row), context.arena());
    UsageRow& added = fresh.emplace_back(row);
    added.price_id = priced.price_id;
    added.cost_nano_usd = priced.cost_nano_usd;
  }
  return fresh;
}

// Of each call what the ledger holds: the first that came under its name.
std::vector<Recorded> answers_of(Context context, const std::vector<UsageRow>& rows,
                                 const std::vector<UsageRow>& known,
                                 const std::vector<UsageRow>& fresh) {
  std::vector<Recorded> answers;
  for (const UsageRow& row : rows) {
    const UsageRow* kept = find_twin(known, row.request_id);
    if (!kept) kept = find_twin(fresh, row.request_id);
    Recorded& answer = answers.emplace_back(recorded(context, *kept));
    answer.duplicate = kept->id != row.id;
  }
  return answers;
}

void mark_blocked(std::vector<Recorded>& answers, const effect::Rows& rows) {
  const auto blocked = storage::read_rows<BlockedRow>(rows);
  if (!blocked) return;
  for (const BlockedRow& row : blocked.value()) {
    if (static_cast<std::size_t>(row.place) < answers.size())
      answers[static_cast<std::size_t>(row.place)].blocked = true;
  }
}

storage::Batch batch_of(Context context, OrgId org, const std::vector<UsageRow>& rows,
                        const std::vector<UsageRow>& fresh) {
  storage::Batch batch;
  if (!fresh.empty()) {
    Ledger ledger(context);
    for (const UsageRow& row : fresh) ledger.count(row);
    batch.add(add_usage(org, as_json(context, fresh), context.now_ms()))
        .on_conflict("token_usage.request_id", Code::conflict);
    ledger.write(batch, org, fresh);
  }
  batch.add(find_blocked(org, spending_of(context, rows), context.now_ms()));
  return batch;
}

std::string_view price_ids(Context context, const std::vector<PriceRow>& prices) {
  std::vector<std::string_view> ids;
  for (const PriceRow& price : prices) ids.push_back(price.id.text);
  return as_json(context, ids);
}

// What a batch of calls is made from.
struct Known {
  std::vector<UsageRow> calls;
  std::vector<PriceRow> prices;
};

// Writes the calls behind `batch`. A conflict: there is something else than what is known.
effect::Task<Result<std::vector<Recorded>>> write(Context context,
                                                  const std::vector<UsageRow>* rows, Known known,
                                                  storage::Batch batch) {
  const auto fresh = fresh_of(context, *rows, known.calls, PriceBook(std::move(known.prices)));
  batch.append(batch_of(context, context.who().org, *rows, fresh));
  const auto written = co_await effect::attempt(context.db().write(batch));
  if (!written) co_return written.error();
  auto answers = answers_of(context, *rows, known.calls, fresh);
  mark_blocked(answers, written->statements.back());
  co_return std::move(answers);
}

effect::Task<Known> read_known(Context context, const std::vector<UsageRow>* rows) {
  const OrgId org = context.who().org;
  const auto names = model_names(context, *rows);
  auto [calls, prices] = co_await context.db().read(find_recorded(org, request_ids(context, *rows)),
                                                    find_prices(org, names));
  co_await remember_prices(context, names, &prices);
  co_return Known{std::move(calls), std::move(prices)};
}

// Takes the calls for new ones of models that were met lately; a conflict where they are not. With an Idempotency-Key the
// look-up of a kept answer comes before any write: it rides in a read, which then costs no trip of its own.
effect::Task<Result<std::vector<Recorded>>> write_at_once(Context context,
                                                          const std::vector<UsageRow>* rows) {
  if (!context.request().header("idempotency-key").empty()) co_return Error(Code::conflict);
  const auto names = model_names(context, *rows);
  auto prices = co_await remembered_prices(context, names);
  if (!prices) co_return Error(Code::conflict);
  storage::Batch batch;
  batch.add(check_known(context.who().org, names, price_ids(context, *prices),
                        request_ids(context, *rows)));
  auto answers = co_await write(context, rows, {{}, std::move(*prices)}, std::move(batch));
  co_return answers;
}

// What a refusal told, or else what is read.
effect::Task<Known> learn(Context context, const std::vector<UsageRow>* rows,
                          const Error* refusal) {
  http::ToldRows told(context.keep(refusal->detail), context.arena());
  Known known{told.next<UsageRow>(), told.next<PriceRow>()};
  if (told.ok())
    co_await remember_prices(context, model_names(context, *rows), &known.prices);
  else
    known = co_await read_known(context, rows);
  co_return known;
}

effect::Task<std::vector<Recorded>> record(Context context, std::vector<UsageRow> rows) {
  auto answers = co_await write_at_once(context, &rows);
  for (int attempt = 1; !answers; ++attempt) {
    const Error refusal = answers.error();
    if (refusal.code != Code::conflict) co_await Result<Nothing>(refusal);
    if (attempt > tries_max) co_await Result<Nothing>(Error(Code::conflict));  // it tells rows
    auto known = co_await learn(context, &rows, &refusal);
    answers = co_await write(context, &rows, std::move(known), {});
  }
  co_return std::move(answers).value();
}

// What a provider says it used may be nothing that is known: then the call is counted without tokens.
UsageRow row_of(Context context, const http::AiCalled& told) {
  json::Faults faults("#");
  const Usage read = told.usage ? read_usage(told.usage->text, context.arena(), faults) : Usage{};
  UsageRow row{};
  row.id = context.new_id<UsageId>();
  row.request_id = told.id;
  row.provider = told.provider;
  row.model = told.model;
  row.tier = context.keep(to_lower(told.service_tier.value_or(read.service_tier)));
  row.at_ms = told.at_ms;
  row.user_id = told.user_id;
  row.key_id = told.key_id;
  row.agent_id = told.agent_id;
  row.pipeline_id = told.pipeline_id;
  row.execution_id = told.execution_id;
  row.adjusted = read.adjusted || told.estimated || !faults.empty() ? 1 : 0;
  if (faults.empty()) set_buckets(row, read.buckets);
  return row;
}

}  // namespace

// The client's clock is believed for 400 days back and an hour ahead.
void find_faults(const NewUsage& usage, json::Faults& faults) {
  const std::int64_t now_ms = faults.now_ms(), at_ms = usage.occurred_at_ms.value_or(now_ms);
  if (at_ms < now_ms - http::range_max_ms || at_ms > now_ms + hour_ms)
    faults.add_at("occurred_at_ms", "out_of_range",
                  "must be at most 400 days ago and an hour ahead");
}

effect::Task<Reply<Recorded>> record_one(Call<Nothing, Nothing, NewUsage> call) {
  std::vector<UsageRow> rows{row_of(call.context, call.body, 0)};
  auto answers = co_await record(call.context, std::move(rows));
  co_return reply(std::move(answers.front()));
}

effect::Task<Reply<RecordedMany>> record_many(Call<Nothing, Nothing, NewUsages> call) {
  std::vector<UsageRow> rows;
  for (const NewUsage& usage : call.body.usage.items)
    rows.push_back(row_of(call.context, usage, rows.size()));
  auto answers = co_await record(call.context, std::move(rows));
  co_return reply(RecordedMany{std::move(answers)});
}

effect::Task<http::Change> record_call(Context context, http::Message message) {
  const auto told = co_await message.read<http::AiCalled>(context);
  http::Change change;
  if (!told.usage) co_return change;
  const std::vector rows{row_of(context, told)};
  auto [known, prices] =
      co_await context.db().read(find_recorded(message.org, request_ids(context, rows)),
                                 find_prices(message.org, model_names(context, rows)));
  const auto fresh = fresh_of(context, rows, known, PriceBook(std::move(prices)));
  if (!fresh.empty()) change.batch = batch_of(context, message.org, rows, fresh);
  co_return change;
}

}  // namespace arris::tokens
