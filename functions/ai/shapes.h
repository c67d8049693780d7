#pragma once
// The bodies of ai. Times are Unix ms UTC, money is nano-USD. What passes through the gateway has the shapes of its
// provider and none here.

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "core/ids.h"
#include "http/list.h"
#include "http/range.h"
#include "vault/provider.h"

namespace arris::ai {

using RequestId = Id<struct RequestTag>;
using vault::Service;

// How a call ended: to its end, because the provider broke off, because the caller left, because a budget was used up
// in the middle, or without an answer.
enum class Ending : std::uint8_t { whole, cut, gone, capped, failed };
BOOST_DESCRIBE_ENUM(Ending, whole, cut, gone, capped, failed)

struct RequestFilter {
  std::optional<http::Range> range;
  std::optional<std::int64_t> from_ms, to_ms;
  std::optional<Service> provider;
  std::optional<std::string_view> model, key_id, user_id, agent_id, pipeline_id, execution_id,
      session_id;
  std::optional<Ending> ending;
  std::optional<json::Integer<100, 599>> status;
  std::optional<bool> cached;
  std::optional<http::Limit> limit;
  std::optional<std::string_view> cursor;
};
BOOST_DESCRIBE_STRUCT(RequestFilter, (),
                      (range, from_ms, to_ms, provider, model, key_id, user_id, agent_id,
                       pipeline_id, execution_id, session_id, ending, status, cached, limit,
                       cursor))

struct RequestPath {
  RequestId id;
};
BOOST_DESCRIBE_STRUCT(RequestPath, (), (id))

// `model` is what the provider was asked for last, `answered_model` what the provider says; `estimated`: the provider did not say what was
// used to the end. `cached`: an answer of before was given again, which cost nothing. Tokens and cost are the ledger's, null until it has them.
struct AiRequest {
  RequestId id;
  std::int64_t at_ms;
  Service provider;
  std::string_view endpoint, model, answered_model;
  std::int64_t status;
  Ending ending;
  std::string_view error, finish_reason, provider_request_id;
  bool streamed, estimated, cached;
  std::int64_t first_byte_ms, duration_ms;
  std::optional<std::string_view> vault_key_id, key_id, user_id, agent_id, pipeline_id,
      execution_id, session_id;
  std::optional<std::int64_t> input_tokens, output_tokens, cost_nano_usd;
};
BOOST_DESCRIBE_STRUCT(AiRequest, (),
                      (id, at_ms, provider, endpoint, model, answered_model, status, ending, error,
                       finish_reason, provider_request_id, streamed, estimated, cached,
                       first_byte_ms, duration_ms, vault_key_id, key_id, user_id, agent_id,
                       pipeline_id, execution_id, session_id, input_tokens, output_tokens,
                       cost_nano_usd))

// One time that a call was made; `waited_ms` before it. `error` is a code of ours, or "provider" for a refusal of the
// provider's.
struct Attempt {
  std::string_view model;
  std::optional<std::string_view> vault_key_id;
  std::int64_t status;
  std::string_view error;
  std::int64_t waited_ms, duration_ms;
};
BOOST_DESCRIBE_STRUCT(Attempt, (), (model, vault_key_id, status, error, waited_ms, duration_ms))

// Whether an answer of before was given again. `none`: nobody asked.
enum class CacheUse : std::uint8_t { none, hit, miss };
BOOST_DESCRIBE_ENUM(CacheUse, none, hit, miss)

// What was decided about a call: `rules` are the ids of those that had a say.
struct Routing {
  std::string_view asked_model;
  std::vector<std::string_view> rules;
  CacheUse cache = CacheUse::none;
  std::vector<Attempt> attempts;
};
BOOST_DESCRIBE_STRUCT(Routing, (), (asked_model, rules, cache, attempts))

// What a call asked and was answered, without secrets and personal data, each cut at 32 KiB.
struct Content {
  std::string_view prompt, answer;
  std::int64_t expires_at_ms;
};
BOOST_DESCRIBE_STRUCT(Content, (), (prompt, answer, expires_at_ms))

// Whether words of calls are kept, and for how many days.
struct AiSettings {
  bool keep_content;
  json::Integer<1, 90> content_days;
};
BOOST_DESCRIBE_STRUCT(AiSettings, (), (keep_content, content_days))

// `usage` is the provider's own object, or the guess where it gave none; `routing` is null for calls of before there were
// rules, `content` where the org keeps none.
struct AiRequestInFull {
  AiRequest request;
  std::optional<json::Raw> usage;
  json::Raw tags;
  std::optional<json::Raw> routing;
  std::optional<Content> content;
};
BOOST_DESCRIBE_STRUCT(AiRequestInFull, (), (request, usage, tags, routing, content))

// The last quarter of an hour. `state` is down when no call of five or more came through, degraded when one in ten did
// not.
enum class Health : std::uint8_t { idle, ok, degraded, down };
BOOST_DESCRIBE_ENUM(Health, idle, ok, degraded, down)

struct ProviderHealth {
  Service provider;
  Health state;
  std::int64_t requests, failures, limited;
  std::optional<std::int64_t> average_first_byte_ms;
};
BOOST_DESCRIBE_STRUCT(ProviderHealth, (),
                      (provider, state, requests, failures, limited, average_first_byte_ms))

struct HealthReport {
  std::int64_t from_ms, to_ms;
  std::vector<ProviderHealth> data;
};
BOOST_DESCRIBE_STRUCT(HealthReport, (), (from_ms, to_ms, data))

struct ModelFilter {
  std::optional<json::Name<200>> provider, model, capability;
  std::optional<http::Limit> limit;
  std::optional<std::string_view> cursor;
};
BOOST_DESCRIBE_STRUCT(ModelFilter, (), (provider, model, capability, limit, cursor))

// A model that has a price, by the revision that holds now: the org's own before the catalogue's. `tiers` is as a
// price's; what is not known of it is null, and `capabilities` are words, as "tools". `retires_on` is a day.
struct AiModel {
  std::string_view provider, model;
  bool own_price;
  std::int64_t effective_from_ms;
  json::Written tiers;
  std::optional<std::int64_t> context_tokens, output_max_tokens;
  json::Written capabilities;
  std::optional<std::string_view> retires_on;
};
BOOST_DESCRIBE_STRUCT(AiModel, (),
                      (provider, model, own_price, effective_from_ms, tiers, context_tokens,
                       output_max_tokens, capabilities, retires_on))

}  // namespace arris::ai
