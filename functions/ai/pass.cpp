// Passing a call on: the org's secrets for the service, the budget's room, the model's price and the org's rules in one look,
// then the provider's answer as it comes.

#include "ai/pass.h"

#include <algorithm>

#include "ai/as_json.h"
#include "ai/handlers.h"
#include "ai/limits.h"
#include "ai/plan.h"
#include "metering/model_name.h"

namespace arris::ai {
namespace {

using http::Context;
using Prices = std::vector<metering::PriceRow>;

std::string_view provider_of(const PassedCall& call) {
  return call.context.keep(boost::describe::enum_to_string(call.endpoint->service, ""));
}

std::string_view names_of(Context context, const std::vector<std::string_view>& models) {
  std::vector<std::string> names;
  for (const auto model : models) {
    for (auto& name : metering::model_candidates(model)) names.push_back(std::move(name));
  }
  return as_json(context, std::vector<std::string_view>(names.begin(), names.end()));
}

// What budgets look at. With several models, those of each of them hold.
std::string_view call_json(const PassedCall& call, const std::vector<std::string_view>& models) {
  const auto key = call.context.who().key.text;
  metering::Spending budgeted{};
  budgeted.at_ms = call.context.now_ms();
  if (!key.empty()) budgeted.key_id = key;
  budgeted.user_id = user_of(call);
  budgeted.agent_id = call.by.agent_id;
  for (const auto model : models) {
    for (const auto& name : metering::budget_subjects(provider_of(call), model))
      budgeted.models.push_back(call.context.keep(name));
  }
  return as_json(call.context, std::vector{budgeted});
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
  return {Code::bad_gateway, "The provider could not be reached", {}, error.cause};
}

PassedCall call_of(Context context, const Outgoing& out, Attribution by) {
  PassedCall call{context, out.endpoint, context.new_id<RequestId>(), out.asked.model, by};
  call.sent_bytes = static_cast<std::int64_t>(out.body.size());
  call.streamed = out.asked.streams ? 1 : 0;
  call.routing.asked_model = out.asked.model;
  call.prompt = out.body;
  return call;
}

std::vector<metering::PriceTier> tiers_of(const PassedCall& call, Prices rows) {
  const metering::PriceBook book(std::move(rows));
  const auto* row = book.find(provider_of(call), call.model, call.context.now_ms());
  if (!row) return {};
  return metering::tiers_of(row->tiers, call.context.arena());
}

Error no_key(Service service) {
  std::string detail = "No secret of ";
  detail.append(boost::describe::enum_to_string(service, ""));
  return {Code::no_provider_key, detail + " is in the vault, or none that may be used"};
}

// What a plan needs to know that the first look did not tell: prices and budgets of other models, what limits have counted.
Task<std::optional<Error>> look_again(PassedCall* call, const Plan* plan, Prices* prices) {
  const Context context = call->context;
  const OrgId org = context.who().org;
  const auto models = models_of(*plan);
  auto [rows, rooms, uses] = co_await context.db().read(
      metering::find_prices(org, names_of(context, models)),
      metering::find_room(org, call_json(*call, models), context.now_ms()),
      find_limit_use(org, windows_json(context, call->counted)));
  *prices = std::move(rows);
  if (!rooms.empty()) call->room = rooms.front().left_nano_usd;
  co_return reached(context, call->counted, uses);
}

// How long an answer may be given again; nothing when it may not.
std::optional<std::int64_t> cache_ttl(PassedCall& call, const Ruling& ruling) {
  const auto ttl_s = call.by.cache_ttl_s ? call.by.cache_ttl_s : ruling.cache_ttl_s;
  if (ttl_s.value_or(0) == 0 || call.endpoint->metered == Metered::no) return std::nullopt;
  call.routing.cache = call.streamed ? CacheUse::skipped : CacheUse::miss;
  return call.streamed ? std::nullopt : ttl_s;
}

std::string_view content_type_of(std::span<const effect::Header> headers) {
  const auto place = std::ranges::find(headers, "content-type", &effect::Header::name);
  return place == headers.end() ? "application/json" : place->value;
}

}  // namespace

Task<Answered> pass(Context context, Outgoing out) {
  const OrgId org = context.who().org;
  const auto by = co_await attribution_of(context);
  auto call = call_of(context, out, by);
  const auto wanted = context.request().header("arris-vault-key");
  auto [keys, rooms, prices, rules] = co_await context.db().read(
      find_provider_keys(org, out.endpoint->service, context.now_ms(),
                         wanted.empty() ? std::nullopt : std::optional(wanted)),
      metering::find_room(org, call_json(call, {call.model}), context.now_ms()),
      metering::find_prices(org, names_of(context, {call.model})), find_rules(org));
  if (!rooms.empty()) call.room = rooms.front().left_nano_usd;
  if (!rules.empty()) call.clock_ms = rules.front().clock_ms;
  if (out.endpoint->metered == Metered::yes && !rules.empty())
    call.content_days = rules.front().content_days;
  const auto ruling = ruling_on(call, rules);
  call.routing.rules = ruling.rules;
  call.model = ruling.model;
  if (!ruling.is_allowed) co_return refused(call, Error(Code::model_not_allowed));
  const auto plan = plan_of(call, keys, ruling, wanted.empty() ? Pinned::no : Pinned::yes);
  if (!ruling.holds_all)
    co_return refused(call, invalid("arris-tags", "too_many",
                                    "names more tags than the rules' limits can count"));
  if (plan.targets.empty()) co_return refused(call, no_key(out.endpoint->service));
  call.counted = counted_limits(ruling.limits);
  if (!is_told(call, plan)) {
    auto limit = co_await look_again(&call, &plan, &prices);
    if (limit) co_return refused(call, std::move(*limit));
  }
  auto limit = co_await take_requests(&ruling.limits);
  if (limit) co_return refused(call, std::move(*limit));
  const auto ttl_s = cache_ttl(call, ruling);
  std::string_view key;
  if (ttl_s) {
    key = co_await cache_key(context, &plan.targets.front(), &out);
    const auto found = co_await find_cached(context, key, *ttl_s);
    if (found) co_return cached(call, *found);
  }
  if (call.room && *call.room <= 0 && out.endpoint->metered == Metered::yes)
    co_return refused(call, budget_used_up());
  auto tried = co_await try_all(&call, &plan, out);
  call.tiers = tiers_of(call, std::move(prices));
  if (tried.error) co_return refused(call, error_of_provider(*tried.error));
  call.status = tried.answer.status;
  call.provider_request_id = request_id_of(tried.answer.headers);
  if (out.asked.streams && call.status < 300)
    co_return streamed(std::move(call), tried.answer, out.asked);
  auto body = out.asked.streams ? std::move(tried.body) : std::string(tried.answer.body.data);
  if (ttl_s && call.status == 200)
    co_await keep_cached(context, key, {content_type_of(tried.answer.headers), body}, *ttl_s);
  co_return whole(call, tried.answer, std::move(body));
}

namespace {

Task<Reply<RawAnswer>> pass_on(Context context, Outgoing out) {
  auto answered = co_await pass(context, out);
  co_return reply_of(context, std::move(answered));
}

Task<Reply<RawAnswer>> pass_body(Context context, const Endpoint* endpoint, std::string_view body) {
  Outgoing out{endpoint, {}, body, {}};
  out.asked = co_await read_asked(body, context.arena());
  auto answer = co_await pass_on(context, out);
  co_return answer;
}

constexpr Endpoint chat{Service::openai,     "POST",       "chat/completions",
                        "/chat/completions", Metered::yes, true};
constexpr Endpoint responses{Service::openai, "POST", "responses", "/responses"};
constexpr Endpoint embeddings{Service::openai, "POST", "embeddings", "/embeddings"};
constexpr Endpoint models{Service::openai, "GET", "models", "/models", Metered::no};
constexpr Endpoint messages{Service::anthropic, "POST", "messages", "/messages"};
constexpr Endpoint count_tokens{Service::anthropic, "POST", "messages/count_tokens",
                                "/messages/count_tokens", Metered::no};
constexpr Endpoint claude_models{Service::anthropic, "GET", "models", "/models", Metered::no};
constexpr Endpoint gemini_list{Service::gemini, "GET", "models", "/models", Metered::no};
constexpr Endpoint gemini_actions[] = {
    {Service::gemini, "POST", "generateContent", "/models/"},
    {Service::gemini, "POST", "streamGenerateContent", "/models/"},
    {Service::gemini, "POST", "embedContent", "/models/"},
    {Service::gemini, "POST", "batchEmbedContents", "/models/"},
    {Service::gemini, "POST", "countTokens", "/models/", Metered::no},
};

const Endpoint* gemini_action(std::string_view name) {
  for (const Endpoint& endpoint : gemini_actions) {
    if (endpoint.name == name) return &endpoint;
  }
  return nullptr;
}

}  // namespace

Task<Reply<RawAnswer>> openai_chat(Call<Nothing, RawQuery, RawBody> call) {
  return pass_body(call.context, &chat, call.body.bytes);
}
Task<Reply<RawAnswer>> openai_responses(Call<Nothing, RawQuery, RawBody> call) {
  return pass_body(call.context, &responses, call.body.bytes);
}
Task<Reply<RawAnswer>> openai_embeddings(Call<Nothing, RawQuery, RawBody> call) {
  return pass_body(call.context, &embeddings, call.body.bytes);
}
Task<Reply<RawAnswer>> openai_models(Call<Nothing, RawQuery> call) {
  return pass_on(call.context, {&models, {}, {}, {}});
}
Task<Reply<RawAnswer>> anthropic_messages(Call<Nothing, RawQuery, RawBody> call) {
  return pass_body(call.context, &messages, call.body.bytes);
}
Task<Reply<RawAnswer>> anthropic_count_tokens(Call<Nothing, RawQuery, RawBody> call) {
  return pass_body(call.context, &count_tokens, call.body.bytes);
}
Task<Reply<RawAnswer>> anthropic_models(Call<Nothing, RawQuery> call) {
  return pass_on(call.context, {&claude_models, {}, {}, {}});
}
Task<Reply<RawAnswer>> gemini_models(Call<Nothing, RawQuery> call) {
  return pass_on(call.context, {&gemini_list, {}, {}, {}});
}

// The model is in the path; a stream is asked for by the action and `alt=sse`, else it comes as one JSON array.
Task<Reply<RawAnswer>> gemini_call(Call<ModelPath, RawQuery, RawBody> call) {
  Context context = call.context;
  const auto text = call.path.call;
  const auto colon = text.rfind(':');
  const auto* endpoint = colon == text.npos ? nullptr : gemini_action(text.substr(colon + 1));
  if (!endpoint || !is_path_name(text.substr(0, colon))) co_await Result<Nothing>(not_found());
  Outgoing out{endpoint, text.substr(colon), call.body.bytes, {}};
  out.asked = co_await read_asked(call.body.bytes, context.arena());
  out.asked.model = text.substr(0, colon);
  out.asked.streams = endpoint->name == "streamGenerateContent" &&
                      context.request().request.query.find("alt=sse") != std::string_view::npos;
  auto answer = co_await pass_on(context, out);
  co_return answer;
}

}  // namespace arris::ai
