#include "notifications/digest.h"

#include "core/range.h"
#include "core/text.h"
#include "http/tell.h"
#include "notifications/digest_queries.h"
#include "notifications/show.h"
#include "notifications/told.h"

namespace arris::notifications {
namespace {

using http::Context;

constexpr std::int64_t due_at_once = 100, shown_max = 50;

// The UTC time of a local one.
std::int64_t utc_of(const Zone& zone, std::int64_t local_ms) {
  const std::int64_t near_ms = local_ms - offset_ms(zone, local_ms);
  return local_ms - offset_ms(zone, near_ms);
}

// 1970-01-01 was a Thursday.
bool is_monday(std::int64_t local_day) { return (local_day + 3) % 7 == 0; }

// A time that was missed is not made up for: the digest that comes tells of all since the last one.
void claim(storage::Batch& batch, Context context, const DueDigest& due) {
  const std::int64_t now_ms = context.now_ms();
  const auto next_ms = next_digest_ms(due.digest, due.digest_at_min,
                                      find_zone(due.digest_zone).value_or(Zone{}), now_ms);
  batch.add(claim_digest(due.org_id, due.user_id, due.digest_due_at_ms, next_ms, now_ms));
  const MailTold told{context.new_id<NotificationId>(), due.user_id, due.digest_from_ms, now_ms};
  http::tell(batch, context, http::Topic::notification_mail, told,
             {.org = due.org_id, .when = http::TellWhen::changed});
}

std::string subject_of(const DigestTo& to, std::size_t count) {
  std::string subject;
  append_decimal(subject, static_cast<std::int64_t>(std::min<std::size_t>(count, shown_max)));
  if (count > shown_max) subject += " or more";
  return subject.append(count == 1 ? " unread notice in " : " unread notices in ")
      .append(to.org_name);
}

void add_line(std::string& text, const DigestLine& line, std::string_view base_url) {
  text.append("\n\n* ").append(line.title);
  if (!line.message.empty()) text.append("\n  ").append(line.message);
  const auto url = line.action_url.value_or("");
  if (url.starts_with('/') && base_url.empty()) return;
  if (!url.empty()) text.append("\n  ").append(url.starts_with('/') ? base_url : "").append(url);
}

}  // namespace

std::int64_t next_digest_ms(DigestEvery every, std::int64_t at_min, const Zone& zone,
                            std::int64_t now_ms) {
  for (auto day = (now_ms + offset_ms(zone, now_ms)) / day_ms - 1;; ++day) {
    if (every == DigestEvery::weekly && !is_monday(day)) continue;
    const auto at_ms = utc_of(zone, day * day_ms + at_min * minute_ms);
    if (at_ms > now_ms) return at_ms;
  }
}

effect::Task<Nothing> tell_digests(Context context) {
  const auto due = co_await context.db().read(list_due_digests(context.now_ms(), due_at_once));
  if (due.empty()) co_return Nothing{};
  storage::Batch batch;
  for (const DueDigest& one : due) claim(batch, context, one);
  co_await context.db().write(batch);
  if (due.size() == due_at_once) context.run_again();
  co_return Nothing{};
}

effect::Task<Nothing> mail_digest(Context context, OrgId org, UserId user, std::int64_t from_ms,
                                  std::int64_t to_ms, std::string_view base_url) {
  auto [to, lines] = co_await context.db().read(
      find_digest_to(org, user), list_digest(org, user, from_ms, to_ms, shown_max + 1));
  if (to.empty() || lines.empty()) co_return Nothing{};
  const auto subject = subject_of(to.front(), lines.size());
  std::string text = subject + ".";
  for (std::size_t i = 0; i < lines.size() && i < shown_max; ++i)
    add_line(text, lines[i], base_url);
  std::string preferences;
  if (!base_url.empty()) {
    text.append("\n\nAll of them:\n\n").append(base_url).append("/notifications");
    preferences = std::string(base_url) + "/notifications/preferences";
    text.append("\n\nChoose what is mailed to you:\n\n").append(preferences);
  }
  co_await effect::send_mail(to.front().email, context.keep(subject), context.keep(text + "\n"),
                             context.keep(preferences));
  co_return Nothing{};
}

}  // namespace arris::notifications
