#include "notifications/handlers.h"
#include "notifications/show.h"

namespace arris::notifications {
namespace {

// Sorts behind every id.
constexpr std::string_view behind_all = "~";

std::string_view before(Context context) {
  return context.position() ? context.position()->id : behind_all;
}

storage::Bound<InboxRow> page_query(Context context, const InboxFilter& filter) {
  const http::Who& who = context.who();
  const std::int64_t limit = http::limit_of(filter.limit) + 1;
  const bool archived = filter.archived.value_or(false);
  if (filter.unread.value_or(false) && !archived)
    return list_unread(who.org, who.user, before(context), filter.category, filter.type, limit);
  return list_inbox(who.org, who.user, before(context), filter.category, filter.type, limit,
                    archived, filter.unread);
}

}  // namespace

effect::Task<Reply<Page<Notification>>> list_notifications(Call<Nothing, InboxFilter> call) {
  Context context = call.context;
  const auto rows = co_await context.db().read(page_query(context, call.query));
  std::vector<Notification> items;
  for (const InboxRow& row : rows) items.push_back(shown(row));
  auto page = co_await http::page_of(
      context, std::move(items), static_cast<std::size_t>(http::limit_of(call.query.limit)),
      [](const Notification& last) { return http::Position{0, last.id.text}; });
  co_return reply(std::move(page));
}

effect::Task<Reply<Counts>> show_counts(Call<> call) {
  Context context = call.context;
  const auto rows = co_await context.db().read(list_counts(context.who().org, context.who().user));
  auto counts = counted(rows);
  const auto revision = counts.revision;
  co_return reply(std::move(counts)).version(revision);
}

effect::Task<Reply<Page<Explained>>> list_decisions(Call<Nothing, PageFilter> call) {
  Context context = call.context;
  const http::Who& who = context.who();
  const std::int64_t limit = http::limit_of(call.query.limit);
  const auto rows =
      co_await context.db().read(list_explained(who.org, who.user, before(context), limit + 1));
  std::vector<Explained> items;
  for (const ExplainedRow& row : rows)
    items.push_back({row.id,
                     row.topic,
                     row.title,
                     row.category,
                     row.type,
                     row.critical,
                     row.created_at_ms,
                     {row.decisions}});
  auto page =
      co_await http::page_of(context, std::move(items), static_cast<std::size_t>(limit),
                             [](const Explained& last) { return http::Position{0, last.id.text}; });
  co_return reply(std::move(page));
}

effect::Task<Reply<Notification>> show_notification(Call<NotificationPath> call) {
  Context context = call.context;
  const http::Who& who = context.who();
  const auto row = co_await context.db().get(find_notification(who.org, who.user, call.path.id));
  co_return reply(shown(row)).version(row.version, row.seen_at_ms ? 1 : 0);
}

}  // namespace arris::notifications
