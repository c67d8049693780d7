// Passing a call on: the org's secret for the service, the budget's room and the model's price in one look, then the
// provider's answer as it comes.

#include <algorithm>

#include "ai/handlers.h"
#include "ai/headers.h"
#include "ai/stream.h"
#include "core/text.h"
#include "metering/model_name.h"

namespace arris::ai {
namespace {

using effect::FetchMode;
using http::Context;

constexpr std::uint32_t patience_ms = 300'000;
constexpr std::size_t refusal_max_bytes = 1 << 20;  // of a streamed call's refusal

// What is sent where.
struct Outgoing {
  const Endpoint* endpoint;
  std::string_view path;  // behind the provider's address
  std::string_view body;
  Asked asked;
};

template <class T>
std::string_view as_json(Context context, const T& value) {
  std::string text;
  json::encode(text, value);
  return context.keep(text);
}

std::string_view model_names(Context context, std::string_view model) {
  const auto names = metering::model_candidates(model);
  return as_json(context, std::vector<std::string_view>(names.begin(), names.end()));
}

// What budgets look at.
std::string_view call_json(const PassedCall& call, std::string_view provider) {
  const auto key = call.context.who().key.text;
  const auto user = call.context.who().user.text;
  metering::Spending budgeted{};
  budgeted.at_ms = call.context.now_ms();
  if (!key.empty()) budgeted.key_id = key;
  if (!user.empty()) budgeted.user_id = user;
  if (call.by.user_id) budgeted.user_id = call.by.user_id;
  budgeted.agent_id = call.by.agent_id;
  for (const auto& name : metering::budget_subjects(provider, call.model))
    budgeted.models.push_back(call.context.keep(name));
  return as_json(call.context, std::vector{budgeted});
}

// A key in a query is the caller's own, and no provider's business.
void append_query(std::string& url, std::string_view query) {
  char before = '?';
  while (!query.empty()) {
    const auto part = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), part.size() + 1));
    if (part.starts_with("key=")) continue;
    url += before;
    url += part;
    before = '&';
  }
}

// Gemini's clients speak one of two versions of its protocol, which differ in what they know, not in how they say it.
std::string_view version_asked(Context context, std::string_view version) {
  const bool is_stable = context.request().request.path.starts_with("/gemini/v1/");
  return is_stable ? "/v1" : version;
}

std::string_view address_of(Context context, const ProviderKey& key, const Outgoing& out) {
  std::string url(key.base_url);
  while (url.ends_with('/')) url.pop_back();
  const auto& provider = vault::provider_of(key.service);
  if (!provider.api_prefix.empty() && !url.ends_with(provider.api_prefix))
    url += version_asked(context, provider.api_prefix);
  url += out.path;
  append_query(url, context.request().request.query);
  return context.keep(url);
}

effect::Fetch fetch_of(Context context, const ProviderKey& key, const Outgoing& out) {
  const auto& provider = vault::provider_of(key.service);
  effect::Fetch fetch{out.endpoint->method,
                      address_of(context, key, out),
                      headers_to_provider(context.request().request.headers),
                      {out.body},
                      patience_ms,
                      out.asked.streams ? FetchMode::stream : FetchMode::whole};
  const bool has_extra = std::ranges::find(fetch.headers, provider.extra_name,
                                           &effect::Header::name) != fetch.headers.end();
  if (!provider.extra_name.empty() && !has_extra)
    fetch.headers.push_back({provider.extra_name, provider.extra_value});
  const vault::Sealed secret{key.org_key, key.org_key_version, key.sealed_key, key.sealed,
                             key.version};
  fetch.credential = vault::credential_of(context, key.id, secret, provider);
  return fetch;
}

// What the provider calls the answer.
std::string_view request_id_of(std::span<const effect::Header> headers) {
  for (const auto& [name, value] : headers) {
    if (name == "x-request-id" || name == "request-id") return value;
  }
  return {};
}

Reply<RawAnswer> answer_of(const PassedCall& call, std::string body,
                           std::vector<effect::Header> headers) {
  auto answer =
      http::reply(RawAnswer{std::move(body)}).status(static_cast<std::uint16_t>(call.status));
  answer.headers = std::move(headers);
  answer.headers.push_back({"arris-request-id", call.id.text});
  return answer;
}

// A call that no provider answered, in the words of its protocol.
Reply<RawAnswer> refused(PassedCall& call, Error error) {
  call.status = status_of(error.code);
  call.error = call.context.keep(text_of(error.code));
  std::string body;
  protocol_of(call.endpoint->service).write_error(body, error, call.context.request().request_id);
  std::vector<effect::Header> headers{{"content-type", "application/json"}};
  if (error.code == Code::budget_used_up) headers.push_back({"x-should-retry", "false"});
  const auto batch = batch_of(call, Transcript(), Ending::failed);
  return answer_of(call, std::move(body), std::move(headers))
      .then(http::write_after(call.context, batch));
}

Reply<RawAnswer> whole(PassedCall& call, const effect::FetchAnswer& answer, std::string body) {
  Transcript transcript;
  transcript.take(body);
  if (call.status >= 400) call.error = "provider";
  const auto batch = batch_of(call, transcript, Ending::whole);
  return answer_of(call, std::move(body), headers_to_caller(answer.headers))
      .then(http::write_after(call.context, batch));
}

// The rest of a stream that is no stream: a refusal.
Task<std::string> read_all(std::uint32_t handle) {
  std::string body;
  for (bool last = false; !last && body.size() < refusal_max_bytes;) {
    const auto piece = co_await effect::attempt(effect::read_stream(handle));
    if (!piece) break;
    body += piece->chunk.data;
    last = piece->last != 0;
  }
  co_return body;
}

Error error_of_provider(const Error& error) {
  if (error.code == Code::timeout) return {Code::timeout, "The provider did not answer in time"};
  return {Code::bad_gateway, "The provider could not be reached", {}, error.cause};
}

PassedCall call_of(Context context, const Outgoing& out, Attribution by) {
  PassedCall call{context, out.endpoint, context.new_id<RequestId>(), out.asked.model, by};
  call.sent_bytes = static_cast<std::int64_t>(out.body.size());
  call.streamed = out.asked.streams ? 1 : 0;
  return call;
}

std::vector<metering::PriceTier> tiers_of(const PassedCall& call, std::string_view provider,
                                          std::vector<metering::PriceRow> rows) {
  const metering::PriceBook book(std::move(rows));
  const auto* row = book.find(provider, call.model, call.context.now_ms());
  if (!row) return {};
  return metering::tiers_of(row->tiers, call.context.arena());
}

Error no_key(Service service) {
  std::string detail = "No secret of ";
  detail.append(boost::describe::enum_to_string(service, ""));
  return {Code::no_provider_key, detail + " is in the vault, or none that may be used"};
}

Task<Reply<RawAnswer>> pass_on(Context context, Outgoing out) {
  const OrgId org = context.who().org;
  const auto by = co_await attribution_of(context);
  auto call = call_of(context, out, by);
  const auto wanted = context.request().header("arris-vault-key");
  const auto provider = context.keep(boost::describe::enum_to_string(out.endpoint->service, ""));
  const auto budgeted = call_json(call, provider);
  const auto names = model_names(context, call.model);
  auto [keys, rooms, prices] = co_await context.db().read(
      find_provider_keys(org, out.endpoint->service, context.now_ms(),
                         wanted.empty() ? std::nullopt : std::optional(wanted)),
      metering::find_room(org, budgeted, context.now_ms()), metering::find_prices(org, names));
  if (!rooms.empty()) call.room = rooms.front().left_nano_usd;
  if (keys.empty()) co_return refused(call, no_key(out.endpoint->service));
  call.vault_key = keys.front().id;
  if (call.room && *call.room <= 0 && out.endpoint->metered == Metered::yes)
    co_return refused(call, budget_used_up());
  call.tiers = tiers_of(call, provider, std::move(prices));
  const auto answered =
      co_await effect::attempt(effect::fetch(fetch_of(context, keys.front(), out)));
  if (!answered) co_return refused(call, error_of_provider(answered.error()));
  call.status = answered->status;
  call.first_byte_ms = answered->duration_ms;
  call.provider_request_id = request_id_of(answered->headers);
  if (!out.asked.streams) co_return whole(call, answered.value(), std::string(answered->body.data));
  if (answered->status >= 300) {
    auto body = co_await read_all(answered->handle);
    co_return whole(call, answered.value(), std::move(body));
  }
  const bool drops = out.endpoint->takes_usage_option && !out.asked.wants_usage;
  auto headers = headers_to_caller(answered->headers);
  auto stream =
      std::make_unique<Stream>(std::move(call), drops ? UsageChunk::dropped : UsageChunk::passed);
  PassedCall shown{context, out.endpoint, stream->id(), {}, {}};
  shown.status = answered->status;
  co_return answer_of(shown, {}, std::move(headers))
      .then(http::pass_on(context, std::move(stream), answered->handle));
}

Task<Reply<RawAnswer>> pass_body(Context context, const Endpoint* endpoint, std::string_view body) {
  Outgoing out{endpoint, endpoint->path, body, {}};
  out.asked = co_await read_asked(body, context.arena());
  if (out.asked.streams && endpoint->takes_usage_option && !out.asked.wants_usage)
    out.body = context.keep(with_usage(body, out.asked));
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
  return pass_on(call.context, {&models, models.path, {}, {}});
}
Task<Reply<RawAnswer>> anthropic_messages(Call<Nothing, RawQuery, RawBody> call) {
  return pass_body(call.context, &messages, call.body.bytes);
}
Task<Reply<RawAnswer>> anthropic_count_tokens(Call<Nothing, RawQuery, RawBody> call) {
  return pass_body(call.context, &count_tokens, call.body.bytes);
}
Task<Reply<RawAnswer>> anthropic_models(Call<Nothing, RawQuery> call) {
  return pass_on(call.context, {&claude_models, claude_models.path, {}, {}});
}
Task<Reply<RawAnswer>> gemini_models(Call<Nothing, RawQuery> call) {
  return pass_on(call.context, {&gemini_list, gemini_list.path, {}, {}});
}

// The model is in the path; a stream is asked for by the action and `alt=sse`, else it comes as one JSON array.
Task<Reply<RawAnswer>> gemini_call(Call<ModelPath, RawQuery, RawBody> call) {
  Context context = call.context;
  const auto text = call.path.call;
  const auto colon = text.rfind(':');
  const auto* endpoint = colon == text.npos ? nullptr : gemini_action(text.substr(colon + 1));
  if (!endpoint || colon == 0) co_await Result<Nothing>(not_found());
  Outgoing out{
      endpoint, context.keep(std::string(endpoint->path).append(text)), call.body.bytes, {}};
  out.asked = co_await read_asked(call.body.bytes, context.arena());
  out.asked.model = text.substr(0, colon);
  out.asked.streams = endpoint->name == "streamGenerateContent" &&
                      context.request().request.query.find("alt=sse") != std::string_view::npos;
  auto answer = co_await pass_on(context, out);
  co_return answer;
}

}  // namespace arris::ai
