#include "notifications/show.h"

#include "http/as_json.h"

namespace arris::notifications {

Notification shown(const InboxRow& row) {
  Notification shown{};
  shown.id = row.id;
  shown.type = row.type;
  shown.category = row.category;
  shown.topic = row.topic;
  shown.critical = row.critical;
  shown.title = row.title;
  shown.message = row.message;
  shown.action_url = row.action_url;
  shown.action_label = row.action_label;
  shown.read = row.read_at_ms.has_value();
  shown.seen = row.seen_at_ms.has_value();
  shown.archived = row.archived_at_ms.has_value();
  shown.silent = row.silent;
  shown.read_at_ms = row.read_at_ms;
  shown.archived_at_ms = row.archived_at_ms;
  shown.created_at_ms = row.created_at_ms;
  shown.version = row.version;
  return shown;
}

Counts counted(const std::vector<CountRow>& rows) {
  Counts counts{};
  Tallies& tallies = counts.by_category;
  Tally* const places[] = {&tallies.workflow, &tallies.system, &tallies.team, &tallies.billing};
  for (const CountRow& row : rows) {
    *places[static_cast<std::size_t>(row.category)] = {row.unread, row.unseen};
    counts.unread += row.unread;
    counts.unseen += row.unseen;
    counts.revision += row.revision;
  }
  return counts;
}

http::LiveEvent notification_event(http::Context context, UserId user, const InboxRow& row) {
  return {context.channel(live_channel, user.text), "notification", row.id.text,
          as_json(context, shown(row))};
}

http::LiveEvent count_event(http::Context context, UserId user, const Counts& counts) {
  return {context.channel(live_channel, user.text), "count", {}, as_json(context, counts)};
}

}  // namespace arris::notifications
