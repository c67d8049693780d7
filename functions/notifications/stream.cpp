#include <algorithm>

#include "notifications/handlers.h"
#include "notifications/show.h"

namespace arris::notifications {
namespace {

constexpr std::int64_t missed_max = 200;
constexpr std::int64_t overlap_ms = 2000;

// Ids are made a little before their rows are there, so rows of one moment may come in another order. What a stream
// has missed begins a little before the last that it saw: a notification may come twice, never not at all.
std::string_view missed_after(Context context, std::string_view last) {
  std::int64_t at_ms = 0;
  for (const char c : last.substr(0, 13)) {
    if (c != '-') at_ms = at_ms * 16 + (c <= '9' ? c - '0' : c - 'a' + 10);
  }
  char id[36];
  constexpr std::uint8_t none[10]{};
  write_uuid(std::max<std::int64_t>(at_ms - overlap_ms, 0), none, id);
  return context.keep({id, sizeof id});
}

void write(std::string& out, const http::LiveEvent& event) {
  http::write_live_event(out, event.event, event.id, event.data);
}

}  // namespace

// First what was missed, or `reset` when that is too much: then the list is to be read again. Then how many wait, with
// an id, so that whoever has heard of nothing else can go on from there too.
effect::Task<Reply<Nothing>> follow_notifications(Call<> call) {
  Context context = call.context;
  const http::Who& who = context.who();
  std::string_view last = context.last_event_id();
  if (!is_uuid(last)) last = {};
  const auto from = last.empty() ? last : missed_after(context, last);
  const std::int64_t limit = last.empty() ? 0 : missed_max + 1;
  auto [missed, rows] = co_await context.db().read(
      list_missed(who.org, who.user, from, last, limit), list_counts(who.org, who.user));
  std::string first;
  if (static_cast<std::int64_t>(missed.size()) > missed_max) {
    http::write_live_event(first, "reset", {}, "{}");
    missed.clear();
    last = {};
  }
  for (const InboxRow& row : missed) {
    write(first, notification_event(context, who.user, row));
    last = row.id.text;
  }
  auto count = count_event(context, who.user, counted(rows));
  count.id = last.empty() ? context.new_id<NotificationId>().text : last;
  write(first, count);
  co_return reply().subscribe({context.channel(live_channel, who.user.text)}, last,
                              std::move(first));
}

}  // namespace arris::notifications
