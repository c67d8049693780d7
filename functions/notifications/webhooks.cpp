#include "http/as_json.h"
#include "http/audit.h"
#include "http/cursor.h"
#include "http/judge.h"
#include "notifications/handlers.h"
#include "notifications/sending.h"
#include "notifications/show.h"
#include "notifications/webhook_queries.h"

namespace arris::notifications {
namespace {

using http::Topic;

// What a webhook may hear of.
constexpr Topic heard[] = {
    Topic::budget_threshold,   Topic::error_new,      Topic::error_regressed,
    Topic::execution_finished, Topic::key_created,    Topic::key_expired,
    Topic::key_expiring,       Topic::key_revoked,    Topic::key_rotated,
    Topic::member_changed,     Topic::member_joined,  Topic::member_removed,
    Topic::refresh_reused,     Topic::usage_unpriced, Topic::webhook_disabled,
    Topic::notification_posted};

constexpr std::int64_t default_overlap_s = 24 * 3600;

bool is_heard(std::string_view text) {
  for (const Topic topic : heard) {
    if (http::text_of(topic) == text) return true;
  }
  return false;
}

constexpr std::string_view not_a_url = "not_a_url";
constexpr std::string_view not_a_url_detail = "must be an http or https URL without a user";

void check_topics(const std::optional<Topics>& topics, json::Faults& faults) {
  const json::Faults::Inside inside(faults, "topics");
  for (std::size_t i = 0; topics && i < topics->items.size(); ++i) {
    const json::Faults::Inside item(faults, i);
    if (!is_heard(topics->items[i]))
      faults.add_new("unknown_topic", "must be a topic such as error.new");
  }
}

// What the host would refuse whatever is behind it.
void check_url(std::string_view url, json::Faults& faults) {
  if (!url.starts_with("https://") && !url.starts_with("http://"))
    faults.add_at("url", not_a_url, not_a_url_detail);
}

Status check(http::Judge::Answer judged, const std::optional<Topics>& topics) {
  json::Faults faults("#");
  if (judged.failure == effect::Failure::refused)
    faults.add_at("url", http::not_public, http::not_public_detail);
  else if (judged.failure != effect::Failure::none)
    faults.add_at("url", not_a_url, not_a_url_detail);
  check_topics(topics, faults);
  if (faults.empty()) return success();
  return invalid(faults.take());
}

std::optional<std::int64_t> ahead(std::int64_t at_ms, std::int64_t now_ms) {
  return at_ms > now_ms ? std::optional(at_ms) : std::nullopt;
}

Webhook shown(const WebhookRow& row, std::int64_t now_ms) {
  Webhook shown{row.id, row.url, row.description, {row.topics}};
  const bool own = !row.user_id.empty();
  shown.hears = own ? Hears::own : Hears::everything;
  if (own) shown.user_id = row.user_id;
  shown.state = row.state;
  shown.disabled_because = row.disabled_because;
  shown.failures = row.failures;
  shown.delivered_at_ms = row.delivered_at_ms;
  shown.held_until_ms = ahead(row.held_until_ms, now_ms);
  shown.previous_until_ms = ahead(row.previous_until_ms, now_ms);
  shown.created_at_ms = row.created_at_ms;
  shown.version = row.version;
  return shown;
}

Reply<Webhook> answer(Webhook webhook) {
  const auto version = webhook.version;
  const auto content = webhook.delivered_at_ms.value_or(0) + webhook.failures * 4 +
                       (webhook.held_until_ms ? 2 : 0) + (webhook.previous_until_ms ? 1 : 0);
  return reply(std::move(webhook)).version(version, content);
}

std::string_view topics_json(Context context, const std::optional<Topics>& topics) {
  return topics ? as_json(context, topics->items) : "[]";
}

std::string_view secret_text(Context context, std::string_view secret) {
  return context.keep("whsec_" + to_base64(secret));
}

// What lies between :// and the next /: a path may hold a secret.
std::string_view host_of(std::string_view url) {
  const auto at = url.find("://");
  if (at != std::string_view::npos) url.remove_prefix(at + 3);
  return url.substr(0, url.find_first_of("/?#"));
}

std::optional<std::string_view> text_of(const auto& text) {
  return text ? std::optional<std::string_view>(text->text) : std::nullopt;
}

// An entry of the audit log: whoever keeps webhooks alone sees where they lead.
void audit(storage::Batch& batch, Context context, std::string_view action, WebhookId id,
           std::string_view details = "{}") {
  http::audit(batch, context,
              {.action = action,
               .target_kind = "webhook",
               .target_id = id.text,
               .details = details,
               .audience = http::Audience::admins});
}

Result<std::string_view> maker_of(Context context, const NewWebhook& body) {
  if (body.hears.value_or(Hears::everything) == Hears::everything) return std::string_view();
  const auto user = context.who().user.text;
  if (user.empty()) return invalid("#/hears", "not_a_person", "a key is notified of nothing");
  return user;
}

}  // namespace

// Where nothing else is wrong, the handler names the topics beside what the host says of the URL.
void find_faults(const NewWebhook& body, json::Faults& faults) {
  check_url(body.url.text, faults);
  if (!faults.empty()) check_topics(body.topics, faults);
}

void find_faults(const WebhookChange& body, json::Faults& faults) {
  if (body.url) check_url(body.url->text, faults);
  if (!faults.empty()) check_topics(body.topics, faults);
}

effect::Task<Reply<Page<Webhook>>> list_webhooks(Call<Nothing, PageFilter> call) {
  Context context = call.context;
  const std::int64_t limit = http::limit_of(call.query.limit);
  const auto before = context.position().value_or(http::before_all).id;
  const auto rows =
      co_await context.db().read(list_webhook_rows(context.who().org, before, limit + 1));
  std::vector<Webhook> items;
  for (const WebhookRow& row : rows) items.push_back(shown(row, context.now_ms()));
  auto page =
      co_await http::page_of(context, std::move(items), static_cast<std::size_t>(limit),
                             [](const Webhook& last) { return http::Position{0, last.id.text}; });
  co_return reply(std::move(page));
}

effect::Task<Reply<ShownSecret>> add_webhook(Call<Nothing, Nothing, NewWebhook> call) {
  Context context = call.context;
  const NewWebhook& body = call.body;
  const auto id = context.new_id<WebhookId>();
  const auto user = co_await maker_of(context, body);
  const auto [judged, secret] = co_await effect::all(
      http::Judge{body.url.text}, effect::mac(webhook_key, secret_source(context, id, 1)));
  co_await check(judged, body.topics);
  WebhookRow row{id, user, body.url.text, text_of(body.description).value_or("")};
  row.topics = topics_json(context, body.topics);
  row.secret_number = row.version = 1;
  row.created_at_ms = context.now_ms();
  storage::Batch batch;
  batch
      .add(add_webhook_row(context.who().org, id, row.user_id, row.url, row.description, row.topics,
                           row.created_at_ms, webhooks_max))
      .or_fail("conflict: An org has at most 200 webhooks");
  audit(batch, context, "webhook.created", id, http::named(context, host_of(body.url.text)));
  co_return reply(
      ShownSecret{id, secret_text(context, secret.data.data), shown(row, row.created_at_ms)})
      .commit(std::move(batch));
}

effect::Task<Reply<Webhook>> show_webhook(Call<WebhookPath> call) {
  Context context = call.context;
  const auto row = co_await context.db().get(find_webhook(context.who().org, call.path.id));
  co_return answer(shown(row, context.now_ms()));
}

effect::Task<Reply<Webhook>> change_webhook(Call<WebhookPath, Nothing, WebhookChange> call) {
  Context context = call.context;
  const WebhookChange& body = call.body;
  const OrgId org = context.who().org;
  http::Judge::Answer judged;
  if (body.url) judged = co_await http::Judge{body.url->text};
  co_await check(judged, body.topics);
  std::optional<std::string_view> topics;
  if (body.topics) topics = topics_json(context, body.topics);
  storage::Batch batch;
  batch.add(require_webhook(org, call.path.id, false))
      .add(change_webhook_row(org, call.path.id, text_of(body.url), text_of(body.description),
                              topics, body.state, context.if_match()))
      .or_fail(Code::precondition_failed)
      .add(fail_waiting(org, call.path.id));
  audit(batch, context, "webhook.changed", call.path.id);
  const auto row = co_await context.db().write(std::move(batch), find_webhook(org, call.path.id));
  co_return answer(shown(row, context.now_ms()));
}

effect::Task<Reply<Nothing>> delete_webhook(Call<WebhookPath> call) {
  Context context = call.context;
  const OrgId org = context.who().org;
  storage::Batch batch;
  batch.add(require_webhook(org, call.path.id, false))
      .add(delete_webhook_row(org, call.path.id, context.if_match()))
      .or_fail(Code::precondition_failed);
  audit(batch, context, "webhook.deleted", call.path.id);
  co_return reply().commit(std::move(batch));
}

effect::Task<Reply<ShownSecret>> renew_secret(
    Call<WebhookPath, Nothing, std::optional<NewSecret>> call) {
  Context context = call.context;
  const OrgId org = context.who().org;
  std::int64_t overlap_s = default_overlap_s;
  if (call.body && call.body->overlap_s) overlap_s = call.body->overlap_s->value;
  storage::Batch batch;
  batch.add(turn_secret(org, call.path.id, context.now_ms() + overlap_s * 1000))
      .or_fail(Code::not_found);
  audit(batch, context, "webhook.secret_renewed", call.path.id);
  const auto row = co_await context.db().write(std::move(batch), find_webhook(org, call.path.id));
  const auto secret =
      co_await effect::mac(webhook_key, secret_source(context, row.id, row.secret_number));
  co_return reply(
      ShownSecret{row.id, secret_text(context, secret.data.data), shown(row, context.now_ms())});
}

}  // namespace arris::notifications
