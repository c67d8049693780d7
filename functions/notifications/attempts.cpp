// What webhooks were sent, and sending it once more.

#include "http/as_json.h"
#include "http/cursor.h"
#include "notifications/handlers.h"
#include "notifications/sending.h"
#include "notifications/show.h"
#include "notifications/webhook_queries.h"

namespace arris::notifications {
namespace {

struct TestData {
  WebhookId webhook_id;
};
BOOST_DESCRIBE_STRUCT(TestData, (), (webhook_id))

}  // namespace

void find_faults(const Resend& body, json::Faults& faults) {
  if (body.message_id && body.since_ms)
    faults.add_at("message_id", "not_with_since_ms", "names a message, or since_ms for many");
  if (!body.message_id && !body.since_ms)
    faults.add_at("message_id", "required", "names a message, or since_ms for many");
}

effect::Task<Reply<Page<WebhookAttempt>>> list_attempts(Call<WebhookPath, AttemptFilter> call) {
  Context context = call.context;
  const OrgId org = context.who().org;
  const AttemptFilter& filter = call.query;
  const std::int64_t limit = http::limit_of(filter.limit);
  const auto before = context.position().value_or(http::before_all).id;
  auto [webhooks, rows] = co_await context.db().read(
      find_webhook(org, call.path.id),
      list_attempt_rows(org, call.path.id, before, filter.message_id, filter.outcome, limit + 1));
  if (webhooks.empty()) co_await Result<Nothing>(not_found());
  auto page = co_await http::page_of(
      context, std::move(rows), static_cast<std::size_t>(limit),
      [](const WebhookAttempt& last) { return http::Position{0, last.id.text}; });
  co_return reply(std::move(page));
}

effect::Task<Reply<TestSent>> send_test(Call<WebhookPath> call) {
  Context context = call.context;
  const auto id = context.new_id<NotificationId>();
  storage::Batch batch;
  batch.add(require_webhook(context.who().org, call.path.id, true));
  send(batch, context, {{call.path.id, context.now_ms()}},
       {id, "webhook.test", as_json(context, TestData{call.path.id})});
  co_return reply(TestSent{id}).commit(std::move(batch));
}

effect::Task<Reply<Resent>> resend(Call<WebhookPath, Nothing, Resend> call) {
  Context context = call.context;
  const OrgId org = context.who().org;
  const Resend& body = call.body;
  std::optional<std::string_view> message;
  if (body.message_id) message = body.message_id->text;
  storage::Batch batch;
  batch.add(require_webhook(org, call.path.id, true));
  if (message) batch.add(require_message(org, call.path.id, *message));
  const std::int64_t since_ms = body.since_ms ? body.since_ms->value : 0;
  batch.add(wait_again(org, call.path.id, message, since_ms, context.now_ms()));
  if (message) batch.or_fail("conflict: It is being sent");
  batch.add(count_changed());
  tell_due(batch, context, {{call.path.id, context.now_ms()}});
  const auto written = co_await context.db().write(batch);
  const auto& counted = written.statements[written.statements.size() - 2];
  const auto changed = co_await storage::read_rows<ChangedRow>(counted);
  co_return reply(Resent{message ? 1 : changed.front().changed});
}

}  // namespace arris::notifications
