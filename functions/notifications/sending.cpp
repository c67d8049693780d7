#include "notifications/sending.h"

#include "core/range.h"
#include "core/text.h"
#include "http/as_json.h"
#include "http/tell.h"
#include "notifications/fan_out_queries.h"
#include "notifications/show.h"

namespace arris::notifications {
namespace {

using http::Change;
using http::Context;
using http::Message;

// Longer than an attempt takes, repeated deliveries of its message included.
constexpr std::int64_t handed_over_ms = hour_ms;
constexpr int started_at_once = 4;

}  // namespace

void tell_due(storage::Batch& batch, Context context, const std::vector<SendAt>& places) {
  std::vector<Later> due;
  for (const SendAt& place : places)
    due.push_back({context.new_id<MessageId>().text, as_json(context, DueTold{place.webhook_id}),
                   place.at_ms});
  batch.add(tell_later(context.who().org, http::text_of(http::Topic::webhook_due),
                       as_json(context, due)));
}

void send(storage::Batch& batch, Context context, const std::vector<SendAt>& places,
          const Sent& sent) {
  batch.add(add_hook_messages(context.who().org, as_json(context, places), sent.id, sent.type,
                              sent.data, context.now_ms(), sent.if_notified));
  tell_due(batch, context, places);
}

void begin_due(storage::Batch& batch, Context context, WebhookId webhook, std::int64_t now_ms) {
  const OrgId org = context.who().org;
  std::vector<std::string_view> ids;
  for (int i = 0; i < started_at_once; ++i) ids.push_back(context.new_id<MessageId>().text);
  const std::int64_t until_ms = now_ms + handed_over_ms;
  batch.add(start_attempts(org, webhook, now_ms, until_ms))
      .add(tell_attempts(org, webhook, context.now_ms(), until_ms, as_json(context, ids)))
      .add(tell_end_of_rest(org, webhook, now_ms, context.new_id<MessageId>()));
}

effect::Task<Change> send_due(Context context, Message message) {
  const auto told = co_await message.read<DueTold>(context);
  Change change;
  begin_due(change.batch, context, told.webhook_id, context.now_ms());
  co_return change;
}

}  // namespace arris::notifications
