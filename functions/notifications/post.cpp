#include "http/tell.h"
#include "notifications/fan_out_queries.h"
#include "notifications/handlers.h"
#include "notifications/told.h"

namespace arris::notifications {
namespace {

// A path of the product, or a page of the web: nothing that a browser would run.
bool is_link(std::string_view url) {
  const bool path = url.starts_with('/') && !url.starts_with("//") && !url.starts_with("/\\");
  return path || url.starts_with("https://") || url.starts_with("http://");
}

std::optional<std::string_view> text_of(const auto& text) {
  return text ? std::optional<std::string_view>(text->text) : std::nullopt;
}

PostedTold told_of(const NewNotification& body, NotificationId id) {
  return {id,
          body.type.value_or(Type::info),
          body.category.value_or(Category::system),
          body.title.text,
          text_of(body.message).value_or(""),
          text_of(body.action_url),
          text_of(body.action_label),
          body.critical.value_or(false),
          text_of(body.user_id).value_or(""),
          body.role.value_or(http::Role::viewer),
          text_of(body.dedupe_key).value_or(id.text)};
}

// Ends with what is told.
storage::Batch batch_of(Context context, const NewNotification& body, const PostedTold& told) {
  storage::Batch batch;
  if (body.user_id)
    batch.add(check_addressee(context.who().org, told.dedupe_key, told.user_id))
        .on_refusal("not_a_member",
                    invalid("#/user_id", "not_a_member", "nobody in this org has this id"));
  http::tell(batch, context, http::Topic::notification_posted, told,
             {.dedupe_key = told.dedupe_key});
  return batch;
}

}  // namespace

void find_faults(const NewNotification& body, json::Faults& faults) {
  if (body.action_url && !is_link(body.action_url->text))
    faults.add_at("action_url", "not_a_link",
                  "must be a path that begins with / or an http(s) URL");
  if (body.user_id && body.role)
    faults.add_at("role", "not_with_user_id", "a notification goes to a person or to a role");
}

effect::Task<Reply<Posted>> post_notification(Call<Nothing, Nothing, NewNotification> call) {
  Context context = call.context;
  const OrgId org = context.who().org;
  const auto told = told_of(call.body, context.new_id<NotificationId>());
  auto batch = batch_of(context, call.body, told);
  const bool keeps_answer = !context.request().header("idempotency-key").empty();
  if (call.body.dedupe_key && !keeps_answer) {
    const auto posted =
        co_await context.db().write(std::move(batch), find_posted(org, told.dedupe_key));
    co_return reply(Posted{posted.id, posted.id != told.id});
  }
  // What is kept with its effect is known before it.
  if (call.body.dedupe_key) {
    const auto posted = co_await context.db().find(find_posted(org, told.dedupe_key));
    if (posted) co_return reply(Posted{posted->id, true});
  }
  batch.or_fail(Code::conflict);
  co_return reply(Posted{told.id, false}).commit(std::move(batch));
}

}  // namespace arris::notifications
