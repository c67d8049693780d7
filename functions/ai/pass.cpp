// Passing a call on: the org's secrets for the service, its budgets' room, its rules with what their limits have counted, and
// the prices of the model and of those that rules name in one look, then the provider's answer as it comes.

#include "ai/pass.h"

#include <algorithm>

#include "ai/claim.h"
#include "ai/handlers.h"
#include "ai/limits.h"
#include "ai/spending.h"
#include "http/as_json.h"
#include "metering/guess.h"
#include "metering/model_name.h"

namespace arris::ai {
namespace {

using http::Context;
using Prices = std::vector<metering::PriceRow>;

std::string_view names_of(Context context, const std::vector<std::string_view>& models) {
  std::vector<std::string> names;
  for (const auto model : models) {
    for (auto& name : metering::model_candidates(model)) names.push_back(std::move(name));
  }
  return as_json(context, std::vector<std::string_view>(names.begin(), names.end()));
}

// What the provider calls the answer.
std::string_view request_id_of(std::span<const effect::Header> headers) {
  for (const auto& [name, value] : headers) {
    if (name == "x-request-id" || name == "request-id") return value;
  }
  return {};
}

Error error_of_provider(const Error& error) {
  if (error.code == Code::timeout) return {Code::timeout, "The provider did not answer in time"};
  if (error.code == Code::unavailable)
    return {Code::bad_gateway, "The provider could not be reached", {}, error.cause};
  return {Code::bad_gateway,
          "The provider could not be called, or its answer is longer than 15 MiB",
          {},
          error.cause};
}

PassedCall call_of(Context context, const Outgoing& out, Attribution by) {
  PassedCall call{context, out.endpoint, context.new_id<RequestId>(), out.asked.model, by};
  call.sent_bytes = metering::counted_bytes(out.body);
  call.streamed = out.asked.streams ? 1 : 0;
  call.routing.asked_model = out.asked.model;
  call.prompt = out.body;
  return call;
}

std::vector<metering::PriceTier> tiers_of(const PassedCall& call, std::string_view model,
                                          const metering::PriceBook& book) {
  const auto* row = book.find(provider_of(call), model, call.context.now_ms());
  if (!row) return {};
  return metering::tiers_of(row->tiers, call.context.arena());
}

// Of the dearest model that it may go to.
std::int64_t most_cost(const PassedCall& call, const Plan& plan, const Asked& asked,
                       Prices prices) {
  const metering::PriceBook book(std::move(prices));
  const auto most = most_use(call, asked);
  std::int64_t cost_nano_usd = 0;
  for (const auto model : models_of(plan))
    cost_nano_usd = std::max(cost_nano_usd,
                             metering::meter(most, "", tiers_of(call, model, book)).cost_nano_usd);
  return cost_nano_usd;
}

Error no_key(Service service) {
  std::string detail = "No secret of ";
  detail.append(boost::describe::enum_to_string(service, ""));
  return {Code::no_provider_key, detail + " is in the vault, or none that may be used"};
}

// What the database says of a call. The plan points into it.
struct Known {
  std::vector<ProviderKey> keys;
  std::vector<metering::BudgetRoom> rooms;
  Prices prices;
  std::vector<ActiveRule> rules;
  std::vector<LimitUse> uses;
};

// The caller's choice of a secret, by id or by name.
std::optional<std::string_view> secret_of(Context context) {
  const auto wanted = context.request().header("arris-vault-key");
  return wanted.empty() ? std::nullopt : std::optional(wanted);
}

Task<Known> look(PassedCall* call) {
  const Context context = call->context;
  const OrgId org = context.who().org;
  const std::int64_t now_ms = context.now_ms();
  auto [keys, rooms, prices, rules, uses] = co_await context.db().read(
      find_provider_keys(org, call->endpoint->service, now_ms, secret_of(context)),
      metering::find_rooms(org, spending_json(*call, {}), now_ms),
      find_prices_now(org, names_of(context, {call->model}), now_ms), find_rules(org),
      find_limit_use(org, subjects_json(*call), now_ms));
  if (!rules.empty()) call->clock_ms = rules.front().clock_ms;
  if (call->endpoint->metered == Metered::yes && !rules.empty())
    call->content_days = rules.front().content_days;
  co_return Known{std::move(keys), std::move(rooms), std::move(prices), std::move(rules),
                  std::move(uses)};
}

// A rule that was kept before names were does not tell them.
Task<Prices> prices_for(const PassedCall* call, const Plan* plan, Known* known) {
  if (are_priced(*call, *plan, known->rules)) co_return std::move(known->prices);
  const Context context = call->context;
  auto prices = co_await context.db().read(
      find_prices_now(context.who().org, names_of(context, models_of(*plan)), context.now_ms()));
  co_return prices;
}

// With several models, the budgets of each of them hold.
void note_room(PassedCall& call, const Plan& plan, const std::vector<metering::BudgetRoom>& rooms) {
  const auto subjects = budget_subjects_of(call, models_of(plan));
  for (const auto& room : rooms) {
    const bool holds =
        room.model.empty() || std::ranges::find(subjects, room.model) != subjects.end();
    if (!holds) continue;
    call.room = std::min(call.room.value_or(room.left_nano_usd), room.left_nano_usd);
  }
}

// Why rules, or the vault, let a call go nowhere.
std::optional<Error> stopped(const PassedCall& call, const Ruling& ruling, const Plan& plan) {
  if (!ruling.is_allowed) return Error(Code::model_not_allowed);
  if (!ruling.holds_all)
    return invalid("arris-tags", "too_many", "names more tags than the rules' limits can count");
  if (plan.targets.empty()) return no_key(call.endpoint->service);
  return std::nullopt;
}

// An answer of before, or where this one's may be kept: `ttl_s` is nothing when it may be in no cache.
struct Before {
  std::optional<std::int64_t> ttl_s;
  std::string_view key;
  std::optional<CachedAnswer> answer;
};

std::optional<std::int64_t> cache_ttl(PassedCall& call, const Ruling& ruling) {
  const auto ttl_s = call.by.cache_ttl_s ? call.by.cache_ttl_s : ruling.cache_ttl_s;
  if (ttl_s.value_or(0) == 0 || call.endpoint->metered == Metered::no) return std::nullopt;
  call.routing.cache = CacheUse::miss;
  return ttl_s;
}

Task<Before> look_before(PassedCall* call, const Ruling* ruling, const Target* target,
                         const Outgoing* out) {
  Before before;
  before.ttl_s = cache_ttl(*call, *ruling);
  if (!before.ttl_s) co_return before;
  before.key = co_await cache_key(call->context, target, out);
  before.answer = co_await find_cached(call->context, before.key, *before.ttl_s);
  co_return before;
}

// Whether the answer is of the target that it would be looked for under.
bool is_of(const PassedCall& call, const Target& target) {
  return call.model == target.model && call.vault_key && *call.vault_key == target.key->id;
}

bool is_bounded(const PassedCall& call) {
  return call.room && call.endpoint->metered == Metered::yes;
}

bool is_used_up(const PassedCall& call) { return is_bounded(call) && *call.room <= 0; }

std::string_view content_type_of(std::span<const effect::Header> headers) {
  const auto place = std::ranges::find(headers, "content-type", &effect::Header::name);
  return place == headers.end() ? "application/json" : place->value;
}

std::optional<KeptAnswer> kept_of(const PassedCall& call, const Plan& plan, const Before& before,
                                  const effect::FetchAnswer& answer) {
  const bool is_kept = before.ttl_s && call.status == 200 && is_of(call, plan.targets.front());
  if (!is_kept) return std::nullopt;
  return KeptAnswer(call.context, before.key, *before.ttl_s, content_type_of(answer.headers));
}

Task<Answered> ask(PassedCall* call, const Plan* plan, const Outgoing* out, Prices prices,
                   Before before) {
  auto tried = co_await try_all(call, plan, *out);
  call->tiers = tiers_of(*call, call->model, metering::PriceBook(std::move(prices)));
  if (tried.error) co_return refused(*call, error_of_provider(*tried.error));
  call->status = tried.answer.status;
  call->provider_request_id = request_id_of(tried.answer.headers);
  auto kept = kept_of(*call, *plan, before, tried.answer);
  if (out->asked.streams && call->status < 300)
    co_return streamed(std::move(*call), tried.answer, out->asked, std::move(kept));
  auto body = out->asked.streams ? std::move(tried.body) : std::string(tried.answer.body.data);
  if (kept) co_await keep_whole(std::move(*kept), body);
  co_return whole(*call, tried.answer, std::move(body));
}

}  // namespace

// An answer of before costs nothing: limits of requests hold for it, but none of tokens or cost, and no budget.
Task<Answered> pass(Context context, Outgoing out) {
  if (out.endpoint->metered == Metered::no) context.only_reads();
  const auto by = co_await attribution_of(context);
  auto call = call_of(context, out, by);
  auto known = co_await look(&call);
  const auto ruling = ruling_on(call, known.rules);
  call.routing.rules = ruling.rules;
  call.model = ruling.model;
  const auto plan =
      plan_of(call, known.keys, ruling, secret_of(context) ? Pinned::yes : Pinned::no);
  auto error = stopped(call, ruling, plan);
  if (error) co_return refused(call, std::move(*error));
  call.counted = counted_limits(ruling.limits);
  note_room(call, plan, known.rooms);
  auto spent = reached(context, call.counted, known.uses);
  auto prices = co_await prices_for(&call, &plan, &known);
  const Target& first = plan.targets.front();
  const auto before = co_await look_before(&call, &ruling, &first, &out);
  if (spent && !before.answer) co_return refused(call, std::move(*spent));
  auto limit = co_await take_requests(&ruling.limits);
  if (limit) co_return refused(call, std::move(*limit));
  if (before.answer) {
    call.model = first.model;
    co_return cached(std::move(call), *before.answer, out.asked);
  }
  if (is_used_up(call)) co_return refused(call, budget_used_up());
  if (is_bounded(call)) {
    auto claimed = co_await take_claim(&call, &plan, most_cost(call, plan, out.asked, prices));
    if (claimed) co_return refused(call, std::move(*claimed));
  }
  auto answered = co_await ask(&call, &plan, &out, std::move(prices), before);
  co_return answered;
}

}  // namespace arris::ai
