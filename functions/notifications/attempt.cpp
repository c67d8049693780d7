// One attempt to send a message to a webhook, and what follows from it.

#include "core/text.h"
#include "http/tell.h"
#include "notifications/fan_out_queries.h"
#include "notifications/sending.h"
#include "notifications/show.h"

namespace arris::notifications {
namespace {

using http::Change;
using http::Context;
using http::Message;

constexpr std::uint32_t timeout_ms = 15'000;
constexpr std::size_t answer_max_bytes = 500;
constexpr std::int64_t rest_ms =
    5'000;  // of an endpoint that is overloaded and doesn't say for how long

// A fetch whose failure is an answer too: what failed decides what follows.
struct Call {
  struct Answer {
    effect::Failure failure = effect::Failure::none;
    effect::FetchAnswer got{};
  };
  effect::Fetch fetch;

  void request(std::vector<effect::Effect>& out) const { out.push_back({fetch}); }
  static Status take(const effect::EffectResult& result, Answer& answer) {
    if (const auto* failed = std::get_if<effect::Failed>(&result))
      return answer.failure = failed->failure, success();
    return effect::Simple<effect::Fetch, effect::FetchAnswer>::take(result, answer.got);
  }
};

std::string_view signed_text(Context context, const AttemptTold& told, const SendingRow& row,
                             std::string_view timestamp) {
  std::string text(told.message_id.text);
  text.append(".").append(timestamp).append(".").append(row.body);
  return context.keep(text);
}

// By the secret, and while two of them hold, by both.
effect::Task<std::string_view> signature(Context context, AttemptTold told, const SendingRow* row,
                                         std::string_view timestamp) {
  const auto text = signed_text(context, told, *row, timestamp);
  std::vector<effect::Simple<effect::Crypto, effect::BytesAnswer>> macs;
  const bool both = row->previous_until_ms > context.now_ms() && row->secret_number > 1;
  for (auto number = row->secret_number; number > row->secret_number - (both ? 2 : 1); --number)
    macs.push_back(
        effect::mac_derived(webhook_key, secret_source(context, told.webhook_id, number), text));
  const auto answers = co_await effect::each(std::move(macs));
  std::string header;
  for (const auto& mac : answers)
    header.append(header.empty() ? "v1," : " v1,").append(to_base64(mac.data.data));
  co_return context.keep(header);
}

effect::Fetch request_of(const AttemptTold& told, const SendingRow& row, std::string_view timestamp,
                         std::string_view signature) {
  return {"POST",
          row.url,
          {{"content-type", "application/json"},
           {"user-agent", "arris-webhooks"},
           {"webhook-id", told.message_id.text},
           {"webhook-timestamp", timestamp},
           {"webhook-signature", signature}},
          {row.body},
          timeout_ms,
          effect::FetchMode::start};
}

// Text of any kind becomes text that a row may hold.
std::string_view kept_answer(Context context, std::string_view body) {
  const auto start = clip_utf8(body, answer_max_bytes);
  if (is_utf8(start) && start.find('\0') == start.npos) return context.keep(start);
  std::string text(start);
  for (char& c : text) {
    if (c < ' ' || c > '~') c = '?';
  }
  return context.keep(text);
}

// What became of an attempt.
struct Ended {
  Outcome outcome;
  std::optional<std::int64_t> status, duration_ms;
  std::string_view answer;
  std::int64_t retry_after_ms = 0, at_ms = 0;
};

// A task's time is that of its beginning. What it waited for before it asked is not in the attempt's duration; a second is
// more than that.
constexpr std::int64_t waited_max_ms = 1000;

Ended ended(Context context, const Call::Answer& answer) {
  Ended ended{outcome_of(answer.failure, answer.got.status), {}, {}, {}};
  ended.at_ms = context.now_ms();
  if (ended.outcome == Outcome::timeout) ended.at_ms += timeout_ms;
  if (answer.failure != effect::Failure::none) return ended;
  ended.status = answer.got.status;
  ended.duration_ms = answer.got.duration_ms;
  ended.at_ms += answer.got.duration_ms;
  ended.answer = kept_answer(context, answer.got.body.data);
  for (const auto& [name, value] : answer.got.headers) {
    if (name == "retry-after") ended.retry_after_ms = retry_after_ms(value) + waited_max_ms;
  }
  return ended;
}

void disable(storage::Batch& batch, Context context, WebhookId id, std::string_view url,
             DisabledBecause because, std::int64_t unless_since_ms) {
  const std::string_view detail = because == DisabledBecause::gone
                                      ? "Its endpoint answered that it is gone (410)."
                                      : "Its endpoint took nothing for three days.";
  batch.add(disable_webhook(context.who().org, id, because, unless_since_ms));
  http::tell(batch, context, http::Topic::webhook_disabled, DisabledTold{id, url, detail},
             {.when = http::TellWhen::changed});
}

// The next attempt, if there is one, and the end of the webhook, if this is it.
void follow_failure(storage::Batch& batch, Context context, const AttemptTold& told,
                    const SendingRow& row, const Ended& end) {
  const OrgId org = context.who().org;
  std::optional<std::int64_t> next_ms;
  if (end.outcome != Outcome::gone) next_ms = retry_delay_ms(told.message_id.text, told.number);
  if (next_ms) next_ms = end.at_ms + std::max(*next_ms, end.retry_after_ms);
  const bool throttled = end.outcome == Outcome::throttled;
  batch
      .add(settle_message(org, told.webhook_id, told.message_id, told.number,
                          next_ms ? MessageState::waiting : MessageState::failed, next_ms))
      .add(note_failure(org, told.webhook_id, end.at_ms,
                        throttled ? end.at_ms + std::max(rest_ms, end.retry_after_ms) : 0));
  if (end.outcome == Outcome::gone)
    disable(batch, context, told.webhook_id, row.url, DisabledBecause::gone, 1ll << 53);
  else if (!next_ms && end.at_ms - row.created_at_ms >= patience_ms)
    disable(batch, context, told.webhook_id, row.url, DisabledBecause::failing, row.created_at_ms);
  batch.add(fail_waiting(org, told.webhook_id));
  if (next_ms) tell_due(batch, context, {{told.webhook_id, *next_ms}});
}

Change change_of(Context context, const AttemptTold& told, const SendingRow& row,
                 const Ended& end) {
  const OrgId org = context.who().org;
  Change change;
  change.batch.add(add_attempt_row(org, told.webhook_id, context.new_id<AttemptId>(),
                                   told.message_id, told.number, end.outcome, end.status,
                                   end.answer, context.now_ms(), end.duration_ms));
  if (end.outcome == Outcome::delivered)
    change.batch
        .add(settle_message(org, told.webhook_id, told.message_id, told.number,
                            MessageState::delivered, {}))
        .add(note_success(org, told.webhook_id, end.at_ms));
  else
    follow_failure(change.batch, context, told, row, end);
  begin_due(change.batch, context, told.webhook_id, end.at_ms);
  return change;
}

}  // namespace

std::string_view secret_source(Context context, WebhookId id, std::int64_t number) {
  std::string text(context.who().org.text);
  text.append("|").append(id.text).append("|");
  append_decimal(text, number);
  return context.keep(text);
}

std::string to_base64(std::string_view bytes) {
  std::string text = to_base64url(as_bytes(bytes));
  for (char& c : text) c = c == '-' ? '+' : c == '_' ? '/' : c;
  while (text.size() % 4 != 0) text += '=';
  return text;
}

// A message that comes again after its attempt was written down finds its number taken. One that comes again because
// the host ended in between is sent again, under the same webhook-id.
effect::Task<Change> attempt_webhook(Context context, Message message) {
  const auto told = co_await message.read<AttemptTold>(context);
  const auto row =
      co_await context.db().find(find_sending(message.org, told.webhook_id, told.message_id));
  Change nothing;
  if (!row || row->attempts >= told.number) co_return nothing;
  if (row->webhook_state == WebhookState::disabled) {
    nothing.batch.add(fail_waiting(message.org, told.webhook_id));
    co_return nothing;
  }
  std::string seconds;
  append_decimal(seconds, context.now_ms() / 1000);
  const auto timestamp = context.keep(seconds);
  const auto signed_by = co_await signature(context, told, &*row, timestamp);
  const auto answer = co_await Call{request_of(told, *row, timestamp, signed_by)};
  co_return change_of(context, told, *row, ended(context, answer));
}

}  // namespace arris::notifications
