#pragma once
// The bodies of webhooks: what goes in and what comes out.

#include "notifications/retry.h"
#include "notifications/shapes.h"

namespace arris::notifications {

using WebhookId = Id<struct WebhookTag>;
using AttemptId = Id<struct AttemptTag>;
using WebhookUrl = json::Text<8, 2000>;
using Topics = json::List<std::string_view, 0, 20>;

enum class WebhookState : std::uint8_t { active, disabled };
BOOST_DESCRIBE_ENUM(WebhookState, active, disabled)

enum class DisabledBecause : std::uint8_t { asked, gone, failing };
BOOST_DESCRIBE_ENUM(DisabledBecause, asked, gone, failing)

// Everything that anybody in the org is notified of, or what its maker is, by the maker's preferences.
enum class Hears : std::uint8_t { everything, own };
BOOST_DESCRIBE_ENUM(Hears, everything, own)

enum class MessageState : std::uint8_t { waiting, sending, delivered, failed };
BOOST_DESCRIBE_ENUM(MessageState, waiting, sending, delivered, failed)

// ---- in

struct WebhookPath {
  WebhookId id;
};
BOOST_DESCRIBE_STRUCT(WebhookPath, (), (id))

// `topics`: what it hears of; all of them when there is none.
struct NewWebhook {
  WebhookUrl url;
  std::optional<json::Text<0, 200>> description;
  std::optional<Topics> topics;
  std::optional<Hears> hears;
};
BOOST_DESCRIBE_STRUCT(NewWebhook, (), (url, description, topics, hears))
void find_faults(const NewWebhook& body, json::Faults& faults);

struct WebhookChange {
  std::optional<WebhookUrl> url;
  std::optional<json::Text<0, 200>> description;
  std::optional<Topics> topics;
  std::optional<WebhookState> state;
};
BOOST_DESCRIBE_STRUCT(WebhookChange, (), (url, description, topics, state))
void find_faults(const WebhookChange& body, json::Faults& faults);

// For how long the secret until now signs as well.
struct NewSecret {
  std::optional<json::Integer<0, 7 * 86'400>> overlap_s;
};
BOOST_DESCRIBE_STRUCT(NewSecret, (), (overlap_s))

struct AttemptFilter {
  std::optional<Outcome> outcome;
  std::optional<std::string_view> message_id;
  std::optional<Limit> limit;
  std::optional<std::string_view> cursor;
};
BOOST_DESCRIBE_STRUCT(AttemptFilter, (), (outcome, message_id, limit, cursor))

// One message, or all that failed since then: one of the two.
struct Resend {
  std::optional<json::Text<36, 36>> message_id;
  std::optional<http::Instant> since_ms;
};
BOOST_DESCRIBE_STRUCT(Resend, (), (message_id, since_ms))
void find_faults(const Resend& body, json::Faults& faults);

// ---- out

struct Webhook {
  WebhookId id;
  std::string_view url, description;
  json::Written topics;
  Hears hears;
  std::optional<std::string_view> user_id;
  WebhookState state;
  std::optional<DisabledBecause> disabled_because;
  std::int64_t failures;
  std::optional<std::int64_t> delivered_at_ms, held_until_ms, previous_until_ms;
  std::int64_t created_at_ms, version;
};
BOOST_DESCRIBE_STRUCT(Webhook, (),
                      (id, url, description, topics, hears, user_id, state, disabled_because,
                       failures, delivered_at_ms, held_until_ms, previous_until_ms, created_at_ms,
                       version))

// The one answer that shows the secret.
struct ShownSecret {
  WebhookId id;
  std::string_view secret;
  Webhook webhook;
};
BOOST_DESCRIBE_STRUCT(ShownSecret, (), (id, secret, webhook))

// What one try to send a message led to. `state` is the message's of now.
struct WebhookAttempt {
  AttemptId id;
  NotificationId message_id;
  std::string_view type;
  std::int64_t number;
  Outcome outcome;
  std::optional<std::int64_t> status;
  std::string_view answer;
  std::int64_t at_ms;
  std::optional<std::int64_t> duration_ms;
  MessageState state;
  std::optional<std::int64_t> next_at_ms;
};
BOOST_DESCRIBE_STRUCT(WebhookAttempt, (),
                      (id, message_id, type, number, outcome, status, answer, at_ms, duration_ms,
                       state, next_at_ms))

struct TestSent {
  NotificationId message_id;
};
BOOST_DESCRIBE_STRUCT(TestSent, (), (message_id))

struct Resent {
  std::int64_t messages;
};
BOOST_DESCRIBE_STRUCT(Resent, (), (messages))

// ---- what is sent, as `data` of the body of Standard Webhooks

// `facts` is what the message of this type says, null where title and message say all.
struct SentNotice {
  std::string_view org_id;
  NotificationId id;
  Type type;
  Category category;
  bool critical;
  std::string_view title, message;
  std::optional<std::string_view> action_url, action_label;
  std::int64_t created_at_ms;
  json::Raw facts;
};
BOOST_DESCRIBE_STRUCT(SentNotice, (),
                      (org_id, id, type, category, critical, title, message, action_url,
                       action_label, created_at_ms, facts))

}  // namespace arris::notifications
