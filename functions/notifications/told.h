#pragma once
// The messages that notifications tells itself.

#include "notifications/webhook_shapes.h"

namespace arris::notifications {

// notification.posted: what POST /notifications was asked for.
struct PostedTold {
  NotificationId id;
  Type type;
  Category category;
  std::string_view title, message;
  std::optional<std::string_view> action_url, action_label;
  bool critical;
  std::string_view user_id;
  http::Role role;
  std::string_view dedupe_key;
};
BOOST_DESCRIBE_STRUCT(PostedTold, (),
                      (id, type, category, title, message, action_url, action_label, critical,
                       user_id, role, dedupe_key))

// notification.added: rows are there, and the live streams of these people may hear of them.
struct AddedTold {
  NotificationId id;
  std::vector<UserId> user_ids;
};
BOOST_DESCRIBE_STRUCT(AddedTold, (), (id, user_ids))

// notification.mail: the person's mail is due; with times, the digest of what came between them.
struct MailTold {
  NotificationId id;
  UserId user_id;
  json::Maybe<std::int64_t> from_ms{}, to_ms{};
};
BOOST_DESCRIBE_STRUCT(MailTold, (), (id, user_id, from_ms, to_ms))

// webhook.attempt: a message was handed to its attempt `number`.
struct AttemptTold {
  WebhookId webhook_id;
  NotificationId message_id;
  std::int64_t number;
};
BOOST_DESCRIBE_STRUCT(AttemptTold, (), (webhook_id, message_id, number))

// webhook.due: something may be due for this webhook.
struct DueTold {
  WebhookId webhook_id;
};
BOOST_DESCRIBE_STRUCT(DueTold, (), (webhook_id))

// webhook.disabled: by the answer of its endpoint. `name` is its URL.
struct DisabledTold {
  WebhookId webhook_id;
  std::string_view name, detail;
};
BOOST_DESCRIBE_STRUCT(DisabledTold, (), (webhook_id, name, detail))

}  // namespace arris::notifications
