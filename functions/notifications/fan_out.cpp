#include "notifications/fan_out.h"

#include "http/as_json.h"
#include "http/tell.h"
#include "notifications/fan_out_queries.h"
#include "notifications/preferences.h"
#include "notifications/sending.h"
#include "notifications/show.h"
#include "notifications/told.h"

namespace arris::notifications {
namespace {

using http::Change;
using http::Context;
using http::Message;

constexpr std::size_t people_per_message = 30;  // two live events each, of 64 in a frame

struct Recipient {
  UserId user_id;
  bool in_app, silent;
  json::Written decisions;
};
BOOST_DESCRIBE_STRUCT(Recipient, (), (user_id, in_app, silent, decisions))

http::Topic topic_of(std::string_view text) {
  auto topic = http::Topic{};
  while (http::text_of(topic) != text)
    topic = static_cast<http::Topic>(static_cast<std::uint8_t>(topic) + 1);
  return topic;
}

Preferences preferences_of(const RecipientRow& row) {
  return notifications::preferences_of(
      PreferencesRow{row.choices, row.quiet_from_min, row.quiet_to_min, row.zone, 0});
}

bool is_meant(const Notice& notice, const RecipientRow& row) {
  if (!notice.user_id.empty()) return row.user_id.text == notice.user_id;
  return row.role >= notice.role && row.user_id.text != notice.except_user_id;
}

// What one notice leads to, gathered person by person.
class FanOut {
 public:
  // `base_url` is where people reach the product, `facts` JSON.
  FanOut(Context context, const Notice& notice, NotificationId id,
         const std::vector<HookRow>& hooks, std::string_view base_url, std::string_view facts)
      : context_(context),
        notice_(notice),
        id_(id),
        hooks_(hooks),
        base_url_(base_url),
        facts_(facts) {
    add_hooks({}, decide(notice.matter, Channel::webhook, {}, context.now_ms()));
  }

  void add(const RecipientRow& row) {
    const auto decisions = decide_all(notice_.matter, preferences_of(row), context_.now_ms());
    const auto& [in_app, email, webhook] = decisions;
    recipients_.push_back({row.user_id, in_app.verdict != Verdict::off,
                           in_app.verdict == Verdict::silent, as_raw(context_, decisions)});
    if (in_app.verdict != Verdict::off) shown_to_.push_back(row.user_id);
    add_hooks(row.user_id, webhook);
    if (email.verdict == Verdict::off) return;
    mails_.push_back({context_.new_id<MessageId>().text,
                      as_json(context_, MailTold{id_, row.user_id}), at_ms_of(email)});
  }

  void write(storage::Batch& batch, std::string_view topic, std::string_view dedupe_key) const {
    if (!recipients_.empty()) write_notices(batch, topic, dedupe_key);
    if (!sends_.empty()) write_sends(batch, topic);
  }

 private:
  void write_notices(storage::Batch& batch, std::string_view topic,
                     std::string_view dedupe_key) const {
    const OrgId org = context_.who().org;
    const Matter& matter = notice_.matter;
    batch.add(add_notices(org, as_json(context_, recipients_), id_, matter.type, matter.category,
                          topic, matter.critical, context_.keep(notice_.title),
                          context_.keep(notice_.message), optional(notice_.action_url),
                          optional(notice_.action_label), dedupe_key, context_.now_ms()));
    for (std::size_t i = 0; i < shown_to_.size(); i += people_per_message) tell_added(batch, i);
    if (!mails_.empty())
      batch.add(tell_later(org, http::text_of(http::Topic::notification_mail),
                           as_json(context_, mails_)));
  }

  void write_sends(storage::Batch& batch, std::string_view topic) const {
    const Matter& matter = notice_.matter;
    const SentNotice data{context_.who().org.text,
                          id_,
                          matter.type,
                          matter.category,
                          matter.critical,
                          notice_.title,
                          notice_.message,
                          optional(whole_link()),
                          optional(notice_.action_label),
                          context_.now_ms(),
                          {facts_}};
    std::optional<std::string_view> first;
    if (!recipients_.empty()) first = recipients_.front().user_id.text;
    send(batch, context_, sends_, {id_, topic, as_json(context_, data), first});
  }

  // What leaves the product leads back to it.
  std::string whole_link() const {
    const bool within = notice_.action_url.starts_with('/');
    return (within ? std::string(base_url_) : std::string()) + notice_.action_url;
  }

  std::int64_t at_ms_of(const Decision& decision) const {
    return decision.verdict == Verdict::held ? decision.until_ms : context_.now_ms();
  }

  void add_hooks(UserId user, const Decision& decision) {
    if (decision.verdict == Verdict::off) return;
    for (const HookRow& hook : hooks_) {
      if (hook.user_id == user) sends_.push_back({hook.id, at_ms_of(decision)});
    }
  }

  std::optional<std::string_view> optional(std::string_view text) const {
    return text.empty() ? std::nullopt : std::optional(context_.keep(text));
  }

  void tell_added(storage::Batch& batch, std::size_t from) const {
    const std::size_t to = std::min(from + people_per_message, shown_to_.size());
    const AddedTold told{id_,
                         {shown_to_.begin() + static_cast<std::ptrdiff_t>(from),
                          shown_to_.begin() + static_cast<std::ptrdiff_t>(to)}};
    http::tell(batch, context_, http::Topic::notification_added, told);
  }

  Context context_;
  const Notice& notice_;
  NotificationId id_;
  const std::vector<HookRow>& hooks_;
  std::string_view base_url_, facts_;
  std::vector<SendAt> sends_;
  std::vector<Recipient> recipients_;
  std::vector<UserId> shown_to_;
  std::vector<Later> mails_;
};

storage::Batch fan_out(Context context, const Notice& notice, NotificationId id,
                       const Message& message, std::string_view dedupe_key,
                       const std::vector<RecipientRow>& people, const std::vector<HookRow>& hooks) {
  const bool posted = message.topic == http::text_of(http::Topic::notification_posted);
  FanOut fan_out(context, notice, id, hooks, message.base_url, posted ? "null" : message.payload);
  for (const RecipientRow& row : people) {
    if (is_meant(notice, row)) fan_out.add(row);
  }
  storage::Batch batch;
  fan_out.write(batch, message.topic, dedupe_key);
  return batch;
}

struct FromMessage {
  storage::Batch batch;
  std::string_view user_id;
};

effect::Task<FromMessage> batch_of(Context context, Message message) {
  auto [facts, people, hooks] = co_await context.db().read(find_facts(message.org, message.payload),
                                                           list_recipients(message.org),
                                                           list_hooks(message.org, message.topic));
  const Notice notice = notice_of(topic_of(message.topic), facts.front());
  co_return FromMessage{fan_out(context, notice, context.new_id<NotificationId>(), message,
                                message.id.text, people, hooks),
                        facts.front().user_id};
}

Counts counts_of(UserId user, const std::vector<UserCountRow>& rows) {
  std::vector<CountRow> own;
  for (const UserCountRow& row : rows) {
    if (row.user_id == user) own.push_back({row.category, row.unread, row.unseen, row.revision});
  }
  return counted(own);
}

}  // namespace

effect::Task<Change> notify(Context context, Message message) {
  Change change;
  auto from = co_await batch_of(context, message);
  change.batch = std::move(from.batch);
  co_return change;
}

// Whoever has left keeps nothing here.
effect::Task<Change> notify_and_forget(Context context, Message message) {
  Change change;
  auto from = co_await batch_of(context, message);
  change.batch = std::move(from.batch);
  const UserId user{from.user_id};
  change.batch.add(forget_person(message.org, user))
      .add(forget_preferences(message.org, user))
      .add(forget_webhooks(message.org, user));
  co_return change;
}

// Nothing is sent anywhere for an org that was deleted.
effect::Task<Change> forget_org(Context /*context*/, Message message) {
  Change change;
  change.batch.add(forget_org_webhooks(message.org)).add(forget_org_preferences(message.org));
  co_return change;
}

effect::Task<Change> notify_posted(Context context, Message message) {
  const auto told = co_await message.read<PostedTold>(context);
  auto [people, hooks] = co_await context.db().read(list_recipients(message.org),
                                                    list_hooks(message.org, message.topic));
  Notice notice{{told.category, told.type, told.critical},
                std::string(told.title),
                std::string(told.message),
                std::string(told.action_url.value_or("")),
                told.action_label.value_or(""),
                told.user_id,
                told.role};
  Change change;
  change.batch = fan_out(context, notice, told.id, message, told.dedupe_key, people, hooks);
  co_return change;
}

effect::Task<Change> publish_added(Context context, Message message) {
  const auto told = co_await message.read<AddedTold>(context);
  const auto users = as_json(context, told.user_ids);
  auto [rows, counts] = co_await context.db().read(list_added(message.org, told.id, users),
                                                   list_user_counts(message.org, users));
  Change change;
  for (const AddedRow& row : rows) {
    change.live.push_back(notification_event(context, row.user_id, row));
    change.live.push_back(count_event(context, row.user_id, counts_of(row.user_id, counts)));
  }
  co_return change;
}

}  // namespace arris::notifications
