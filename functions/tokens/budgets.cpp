#include "http/as_json.h"
#include "tokens/budget_state.h"
#include "tokens/handlers.h"
#include "tokens/ledger.h"
#include "tokens/money.h"

namespace arris::tokens {
namespace {

using http::Context;

std::vector<std::int64_t> thresholds_of(const BudgetRow& row, Arena& arena) {
  auto read = json::decode<std::vector<std::int64_t>>(row.thresholds, arena);
  return read ? std::move(read.value()) : std::vector<std::int64_t>{};
}

Budget shown(Context context, const BudgetRow& row) {
  const std::int64_t spent = row.spent_nano_usd.value_or(0);
  Budget budget{};
  budget.id = row.id;
  budget.name = row.name;
  budget.scope = row.scope;
  if (row.scope != Scope::org) budget.subject = row.subject;
  budget.period = row.period;
  budget.utc_offset_min = row.utc_offset_min;
  budget.limit_nano_usd = row.limit_nano_usd;
  budget.limit_usd = context.keep(usd_of(row.limit_nano_usd));
  budget.thresholds = {row.thresholds};
  budget.on_limit = row.on_limit;
  budget.period_at_ms = row.period_at_ms;
  budget.spent_nano_usd = spent;
  budget.spent_usd = context.keep(usd_of(spent));
  budget.spent_percent = percent_of(spent, row.limit_nano_usd);
  budget.state =
      state_of(spent, row.limit_nano_usd, row.on_limit, thresholds_of(row, context.arena()));
  budget.created_at_ms = row.created_at_ms;
  budget.version = row.version;
  return budget;
}

// A moment in the present period, as the JSON array that the statements of thresholds read.
struct Moment {
  std::int64_t at_ms;
};
BOOST_DESCRIBE_STRUCT(Moment, (), (at_ms))

std::string_view now_as_call(Context context) {
  return as_json(context, std::vector<Moment>{{context.now_ms()}});
}

// A call that was not made yet, of whomever it would be for.
std::string_view asked_call(Context context, const GateFilter& filter) {
  Spending call{context.now_ms(), filter.user_id, filter.key_id, filter.agent_id, {}, 0};
  if (filter.model)
    call.models = kept_subjects(context, filter.provider.value_or(""), *filter.model);
  return as_json(context, std::vector<Spending>{call});
}

}  // namespace

void find_faults(const NewBudget& budget, json::Faults& faults) {
  if (faults.tells_of("scope")) return;
  if (budget.scope == Scope::org && budget.subject)
    faults.add_at("subject", "contradicts", "comes without the scope org");
  if (budget.scope != Scope::org && !budget.subject)
    faults.add_at("subject", "required", "names what the scope is about");
}

effect::Task<Reply<Budgets>> list_all_budgets(Call<> call) {
  Context context = call.context;
  const auto rows = co_await context.db().read(list_budgets(context.who().org, context.now_ms()));
  Budgets budgets;
  for (const BudgetRow& row : rows) budgets.data.push_back(shown(context, row));
  co_return reply(std::move(budgets));
}

effect::Task<Reply<Gate>> show_gate(Call<Nothing, GateFilter> call) {
  Context context = call.context;
  const auto rows = co_await context.db().read(
      find_gate(context.who().org, asked_call(context, call.query), context.now_ms()));
  Gate gate{false, {}};
  for (const BudgetRow& row : rows) {
    gate.budgets.push_back(shown(context, row));
    if (gate.budgets.back().state == BudgetState::blocked) gate.blocked = true;
  }
  co_return reply(std::move(gate));
}

effect::Task<Reply<Budget>> show_budget(Call<BudgetPath> call) {
  Context context = call.context;
  const auto row =
      co_await context.db().get(find_budget(context.who().org, context.now_ms(), call.path.id));
  auto budget = shown(context, row);
  const std::int64_t spent = budget.spent_nano_usd;
  co_return reply(std::move(budget)).version(row.version, spent);
}

// What the present period has spent counts, and tells the thresholds that it has reached already.
effect::Task<Reply<BudgetSaved>> create_budget(Call<Nothing, Nothing, NewBudget> call) {
  Context context = call.context;
  const NewBudget& body = call.body;
  const OrgId org = context.who().org;
  const BudgetSaved saved{context.new_id<BudgetId>(), 1};
  const OnLimit on_limit = body.on_limit.value_or(OnLimit::tell);
  storage::Batch batch;
  batch
      .add(add_budget(org, saved.id, body.name.text, body.scope,
                      body.subject ? body.subject->text : std::string_view(), body.period,
                      body.utc_offset_min ? body.utc_offset_min->value : 0,
                      body.limit_nano_usd.value,
                      as_json(context, thresholds_of(body.thresholds, usual_thresholds, on_limit)),
                      on_limit, context.now_ms()))
      .on_conflict("budgets.name", taken("#/name"));
  batch.or_fail("conflict: An org has at most 100 budgets");
  audit(batch, context, "budget.created", "budget", saved.id.text, body.name.text);
  batch.add(open_period(org, saved.id, context.now_ms()));
  settle_thresholds(batch, context, org, now_as_call(context));
  co_return reply(saved).commit(std::move(batch)).version(1);
}

// Thresholds follow a changed limit at once; those that this period has told stay told.
effect::Task<Reply<BudgetSaved>> change_one_budget(Call<BudgetPath, Nothing, BudgetChange> call) {
  Context context = call.context;
  const BudgetChange& change = call.body;
  const OrgId org = context.who().org;
  const BudgetId id = call.path.id;
  std::optional<std::string_view> name, telling, blocking;
  if (change.name) name = change.name->text;
  if (change.thresholds) {
    telling = as_json(context, thresholds_of(change.thresholds, {}, OnLimit::tell));
    blocking = as_json(context, thresholds_of(change.thresholds, {}, OnLimit::block));
  }
  std::optional<std::int64_t> limit;
  if (change.limit_nano_usd) limit = change.limit_nano_usd->value;
  storage::Batch batch;
  batch.add(check_budget(org, id, context.if_match()))
      .add(change_budget(org, id, name, limit, telling, blocking, change.on_limit));
  http::audit(batch, context,
              {.action = "budget.changed",
               .target_kind = "budget",
               .target_id = id.text,
               .statement = &audit_budget});
  settle_thresholds(batch, context, org, now_as_call(context));
  const auto row =
      co_await context.db().write(std::move(batch), find_budget(org, context.now_ms(), id));
  co_return reply(BudgetSaved{id, row.version}).version(row.version);
}

effect::Task<Reply<Nothing>> delete_one_budget(Call<BudgetPath> call) {
  Context context = call.context;
  const auto expected = context.if_match();
  storage::Batch batch;
  batch.add(delete_budget(context.who().org, call.path.id, expected))
      .or_fail(expected ? Code::precondition_failed : Code::not_found);
  http::audit(
      batch, context,
      {.action = "budget.deleted", .target_kind = "budget", .target_id = call.path.id.text});
  co_return reply().commit(std::move(batch));
}

}  // namespace arris::tokens
