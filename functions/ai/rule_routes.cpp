// Rules, as an org sets them.

#include "ai/handlers.h"
#include "ai/queries.h"
#include "http/as_json.h"
#include "metering/model_name.h"

namespace arris::ai {
namespace {

using http::Context;

Rule shown(const RuleRow& row) {
  return {row.id,           row.name,      row.enabled != 0,  row.position,
          {row.conditions}, {row.actions}, row.created_at_ms, row.version};
}

template <class List>
void add_secrets(std::vector<std::string_view>& ids, const List& targets) {
  if (!targets) return;
  for (const RuleTarget& target : targets->items) {
    if (target.vault_key_id) ids.push_back(target.vault_key_id->text);
  }
}

std::string_view secrets_of(Context context, const RuleThen& then) {
  std::vector<std::string_view> ids;
  add_secrets(ids, then.targets);
  add_secrets(ids, then.fallbacks);
  return as_json(context, ids);
}

template <class List>
void add_names(std::vector<std::string>& names, const List& targets) {
  if (!targets) return;
  for (const RuleTarget& target : targets->items) {
    if (target.model) metering::add_candidates(names, target.model->text);
  }
}

// Under which the prices are kept of the models that a rule may send a call to.
std::string_view model_names_of(Context context, const RuleThen& then) {
  std::vector<std::string> names;
  if (then.default_model) metering::add_candidates(names, then.default_model->text);
  add_names(names, then.targets);
  add_names(names, then.fallbacks);
  return as_json(context, std::vector<std::string_view>(names.begin(), names.end()));
}

void check_secrets_of(storage::Batch& batch, Context context, std::string_view ids) {
  batch.add(check_secrets(context.who().org, ids))
      .on_refusal("no_such_secret",
                  invalid("#/then", "unknown", "names a secret that is not in the vault"));
}

template <class Integer>
std::optional<std::int64_t> value_of(const json::Maybe<Integer>& given) {
  return given ? std::optional<std::int64_t>(given->value) : std::nullopt;
}

}  // namespace

Task<Reply<Rules>> list_all_rules(Call<> call) {
  const auto rows = co_await call.context.db().read(list_rules(call.context.who().org));
  Rules rules;
  for (const RuleRow& row : rows) rules.data.push_back(shown(row));
  co_return reply(std::move(rules));
}

Task<Reply<Rule>> show_rule(Call<RulePath> call) {
  const auto row = co_await call.context.db().get(find_rule(call.context.who().org, call.path.id));
  co_return reply(shown(row)).version(row.version);
}

Task<Reply<RuleSaved>> create_rule(Call<Nothing, Nothing, NewRule> call) {
  Context context = call.context;
  const NewRule& body = call.body;
  const OrgId org = context.who().org;
  const RuleSaved saved{context.new_id<RuleId>(), 1};
  const auto secrets = secrets_of(context, body.then);
  storage::Batch batch;
  check_secrets_of(batch, context, secrets);
  batch
      .add(add_rule(org, saved.id, body.name.text, body.enabled.value_or(true) ? 1 : 0,
                    value_of(body.position), as_json(context, body.when.value_or(RuleWhen{})),
                    as_json(context, body.then), secrets, model_names_of(context, body.then),
                    context.now_ms()))
      .or_fail("conflict: An org has at most 50 rules");
  http::audit(batch, context,
              {.action = "ai_rule.created",
               .target_kind = "ai_rule",
               .target_id = saved.id.text,
               .details = http::named(context, body.name.text)});
  co_return reply(saved).commit(std::move(batch)).version(1);
}

Task<Reply<RuleSaved>> change_one_rule(Call<RulePath, Nothing, RuleChange> call) {
  Context context = call.context;
  const RuleChange& change = call.body;
  const OrgId org = context.who().org;
  const RuleId id = call.path.id;
  std::optional<std::string_view> name, conditions, actions, secrets, model_names;
  std::optional<std::int64_t> enabled;
  if (change.name) name = change.name->text;
  if (change.enabled) enabled = *change.enabled ? 1 : 0;
  if (change.when) conditions = as_json(context, *change.when);
  storage::Batch batch;
  batch.add(check_rule(org, id, context.if_match()));
  if (change.then) {
    actions = as_json(context, *change.then);
    secrets = secrets_of(context, *change.then);
    model_names = model_names_of(context, *change.then);
    check_secrets_of(batch, context, *secrets);
  }
  batch.add(change_rule(org, id, name, enabled, value_of(change.position), conditions, actions,
                        secrets, model_names));
  http::audit(batch, context,
              {.action = "ai_rule.changed",
               .target_kind = "ai_rule",
               .target_id = id.text,
               .statement = &audit_rule});
  const auto row = co_await context.db().write(std::move(batch), find_rule(org, id));
  co_return reply(RuleSaved{id, row.version}).version(row.version);
}

Task<Reply<Nothing>> delete_one_rule(Call<RulePath> call) {
  Context context = call.context;
  const auto expected = context.if_match();
  storage::Batch batch;
  batch.add(delete_rule(context.who().org, call.path.id, expected))
      .or_fail(expected ? Code::precondition_failed : Code::not_found);
  http::audit(
      batch, context,
      {.action = "ai_rule.deleted", .target_kind = "ai_rule", .target_id = call.path.id.text});
  co_return reply().commit(std::move(batch));
}

}  // namespace arris::ai
