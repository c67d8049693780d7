#pragma once
// How messages reach webhooks: `send` writes them down, `send_due` hands them to attempts, as many as there is room for,
// and `attempt_webhook` makes one and decides what follows.

#include "http/listener.h"
#include "notifications/sending_queries.h"
#include "notifications/told.h"

namespace arris::notifications {

// The host's key from which the secrets of webhooks are derived.
inline constexpr std::string_view webhook_key = "webhook";

// What a webhook's secret number `number` is derived from.
std::string_view secret_source(http::Context context, WebhookId id, std::int64_t number);
// Of RFC 4648, with padding.
std::string to_base64(std::string_view bytes);

// A message of the outbox that is delivered no earlier than at_ms.
struct Later {
  std::string_view id, payload;
  std::int64_t at_ms;
};
BOOST_DESCRIBE_STRUCT(Later, (), (id, payload, at_ms))

struct SendAt {
  WebhookId webhook_id;
  std::int64_t at_ms;
};
BOOST_DESCRIBE_STRUCT(SendAt, (), (webhook_id, at_ms))

struct Sent {
  NotificationId id;
  std::string_view type, data;
  std::optional<std::string_view>
      if_notified{};  // only if this person has a notification of this id
};

void send(storage::Batch& batch, http::Context context, const std::vector<SendAt>& places,
          const Sent& sent);

// Has each webhook looked at, at its time.
void tell_due(storage::Batch& batch, http::Context context, const std::vector<SendAt>& places);

// Begins what there is room for at `now_ms`; see sending_queries.h.
void begin_due(storage::Batch& batch, http::Context context, WebhookId webhook,
               std::int64_t now_ms);

effect::Task<http::Change> send_due(http::Context context, http::Message message);
effect::Task<http::Change> attempt_webhook(http::Context context, http::Message message);

}  // namespace arris::notifications
