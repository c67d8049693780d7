// What unmodified Sentry clients send: envelopes and, from old ones, single events.

#include "core/text.h"
#include "errors/dsn.h"
#include "errors/envelope.h"
#include "errors/event_text.h"
#include "errors/handlers.h"
#include "errors/ingest.h"
#include "errors/moment.h"

namespace arris::errors {

namespace {

using http::Context;

// Value of `name=value` in "Sentry sentry_version=7, sentry_key=...".
std::string_view auth_value(std::string_view header, std::string_view name) {
  const auto start = header.find(name);
  if (start == std::string_view::npos) return {};
  auto rest = header.substr(start + name.size());
  if (!rest.starts_with('=')) return {};
  rest.remove_prefix(1);
  return trim(rest.substr(0, rest.find_first_of(", ")));
}

std::string_view dsn_key(std::string_view dsn) {
  const auto start = dsn.find("://");
  if (start == std::string_view::npos) return {};
  const auto rest = dsn.substr(start + 3);
  const auto end = rest.find_first_of(":@");
  return end == std::string_view::npos ? std::string_view() : rest.substr(0, end);
}

// The public key, from the header, the query or the envelope; those that are given must agree.
Result<std::string_view> public_key(Context context, const SentryQuery& query,
                                    std::string_view dsn) {
  std::string_view key;
  for (const auto given : {auth_value(context.request().header("x-sentry-auth"), "sentry_key"),
                           query.sentry_key.value_or(""), dsn_key(dsn)}) {
    if (given.empty()) continue;
    if (!key.empty() && key != given)
      return Error{Code::forbidden, "The request names two different keys"};
    key = given;
  }
  if (key.empty()) return Error{Code::forbidden, "The request carries no sentry_key"};
  return key;
}

Result<Origin> origin_of(Context context, const SentryPath& path, const SentryQuery& query,
                         std::string_view dsn) {
  const auto number = parse_integer(path.project);
  if (!number || *number <= 0) return Error{Code::forbidden, "No project has this number and key"};
  auto key = public_key(context, query, dsn);
  if (!key) return std::move(key.error());
  return Origin{{}, {}, *number, key.value()};
}

EventId event_id_of(Context context, const ParsedEvent& event, std::string_view envelope_id) {
  const auto given = envelope_id.empty() ? event.event_id : envelope_id;
  if (given.empty()) return context.new_id<EventId>();
  return {uuid_of_event_id(given, context.arena())};
}

Result<Incoming> incoming_of(Context context, std::string_view payload,
                             const EnvelopeHeader& header) {
  const auto read = read_sentry(payload, context.arena());
  if (!read) return read.error();
  const ParsedEvent& event = read->event;
  Incoming incoming;
  incoming.id = event_id_of(context, event, header.event_id);
  incoming.at_ms =
      event_time_ms(event.at_ms.value_or(context.now_ms()), header.sent_at_ms, context.now_ms());
  incoming.person = context.keep(user_key(read_user(payload, context.arena())));
  incoming.payload = read->payload;
  describe(context, event.facts, incoming);
  return incoming;
}

std::string_view sentry_id(Context context, EventId id) {
  std::string digits;
  for (const char c : id.text) {
    if (c != '-') digits += c;
  }
  return context.keep(digits);
}

Reply<SentryAnswer> answered(Context context, const std::vector<Incoming>& events) {
  SentryAnswer answer;
  if (!events.empty()) answer.id = sentry_id(context, events.front().id);
  return reply(answer);
}

}  // namespace

effect::Task<Reply<SentryAnswer>> take_envelope(Call<SentryPath, SentryQuery, RawBody> call) {
  Context context = call.context;
  EnvelopeReader reader(call.body.bytes, context.arena());
  const auto header = co_await reader.header();
  const auto origin = co_await origin_of(context, call.path, call.query, header.dsn);
  std::vector<Incoming> events;
  for (;;) {
    const auto item = co_await reader.next();
    if (!item) break;
    if (item->type != ItemType::event) continue;
    if (item->verdict == ItemVerdict::too_large)
      co_await Result<Nothing>(Error{Code::too_large, "An event has at most 1 MiB"});
    if (item->verdict != ItemVerdict::good) continue;
    auto incoming = co_await incoming_of(context, item->payload, header);
    events.push_back(std::move(incoming));
  }
  if (events.empty())
    co_await look_up_origin(context, origin);
  else
    co_await store(context, origin, events);
  co_return answered(context, events);
}

effect::Task<Reply<SentryAnswer>> take_store(Call<SentryPath, SentryQuery, RawBody> call) {
  Context context = call.context;
  const auto origin = co_await origin_of(context, call.path, call.query, {});
  std::vector<Incoming> events;
  auto incoming = co_await incoming_of(context, call.body.bytes, {});
  events.push_back(std::move(incoming));
  co_await store(context, origin, events);
  co_return answered(context, events);
}

}  // namespace arris::errors
