#pragma once
// The handlers of notifications, in the order of the route table.

#include "http/cursor.h"
#include "notifications/preference_shapes.h"
#include "notifications/queries.h"
#include "notifications/shapes.h"
#include "notifications/webhook_shapes.h"

namespace arris::notifications {

using http::Call;
using http::Context;
using http::Page;
using http::Reply;
using http::reply;

// inbox.cpp
effect::Task<Reply<Page<Notification>>> list_notifications(Call<Nothing, InboxFilter> call);
effect::Task<Reply<Counts>> show_counts(Call<> call);
effect::Task<Reply<Page<Explained>>> list_decisions(Call<Nothing, PageFilter> call);
effect::Task<Reply<Notification>> show_notification(Call<NotificationPath> call);

// marks.cpp
effect::Task<Reply<Marked>> mark_one(Call<NotificationPath, Nothing, Marks> call);
effect::Task<Reply<Nothing>> delete_one(Call<NotificationPath> call);
effect::Task<Reply<MarkedMany>> read_all(Call<Nothing, Nothing, std::optional<Which>> call);
effect::Task<Reply<MarkedMany>> see_all(Call<Nothing, Nothing, std::optional<Which>> call);
effect::Task<Reply<MarkedMany>> archive_all(Call<Nothing, Nothing, std::optional<Which>> call);

// post.cpp
effect::Task<Reply<Posted>> post_notification(Call<Nothing, Nothing, NewNotification> call);

// preferences.cpp
effect::Task<Reply<ShownPreferences>> show_preferences(Call<> call);
effect::Task<Reply<ShownPreferences>> save_preferences(Call<Nothing, Nothing, NewPreferences> call);
effect::Task<Reply<TrialResult>> try_preferences(Call<Nothing, Nothing, Trial> call);

// webhooks.cpp
effect::Task<Reply<Page<Webhook>>> list_webhooks(Call<Nothing, PageFilter> call);
effect::Task<Reply<ShownSecret>> add_webhook(Call<Nothing, Nothing, NewWebhook> call);
effect::Task<Reply<Webhook>> show_webhook(Call<WebhookPath> call);
effect::Task<Reply<Webhook>> change_webhook(Call<WebhookPath, Nothing, WebhookChange> call);
effect::Task<Reply<Nothing>> delete_webhook(Call<WebhookPath> call);
effect::Task<Reply<ShownSecret>> renew_secret(
    Call<WebhookPath, Nothing, std::optional<NewSecret>> call);

// attempts.cpp
effect::Task<Reply<Page<WebhookAttempt>>> list_attempts(Call<WebhookPath, AttemptFilter> call);
effect::Task<Reply<TestSent>> send_test(Call<WebhookPath> call);
effect::Task<Reply<Resent>> resend(Call<WebhookPath, Nothing, Resend> call);

// stream.cpp
effect::Task<Reply<Nothing>> follow_notifications(Call<> call);

}  // namespace arris::notifications
