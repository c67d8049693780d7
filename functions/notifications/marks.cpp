#include "notifications/handlers.h"
#include "notifications/show.h"

namespace arris::notifications {
namespace {

using MarkQuery = Query<void(OrgId, UserId, std::int64_t, std::optional<Category>)>;

// The rows of a batch's statement, counted from its last: 0.
template <class Row>
Result<std::vector<Row>> rows_of(const effect::SqlAnswer& answer, std::size_t from_last) {
  if (answer.statements.size() <= from_last) return internal("an answer lacks statements");
  return storage::read_rows<Row>(answer.statements[answer.statements.size() - 1 - from_last]);
}

Reply<MarkedMany> marked_many(Context context, std::int64_t changed,
                              const std::vector<CountRow>& rows) {
  MarkedMany marked{changed, counted(rows)};
  const auto event = count_event(context, context.who().user, marked.counts);
  return reply(std::move(marked)).publish(event);
}

effect::Task<Reply<MarkedMany>> mark_many(Context context, const MarkQuery* query,
                                          std::optional<Which> which) {
  const http::Who& who = context.who();
  storage::Batch batch;
  batch.add((*query)(who.org, who.user, context.now_ms(), which ? which->category : std::nullopt))
      .add(count_changed())
      .add(list_counts(who.org, who.user));
  const auto written = co_await context.db().write(batch);
  const auto rows = co_await rows_of<CountRow>(written, 0);
  const auto changed = co_await rows_of<ChangedRow>(written, 1);
  co_return marked_many(context, changed.front().changed, rows);
}

}  // namespace

effect::Task<Reply<Marked>> mark_one(Call<NotificationPath, Nothing, Marks> call) {
  Context context = call.context;
  const http::Who& who = context.who();
  storage::Batch batch;
  batch.add(require_notification(who.org, who.user, call.path.id))
      .add(mark(who.org, who.user, call.path.id, context.now_ms(), call.body.read,
                call.body.archived, context.if_match()))
      .or_fail(Code::precondition_failed);
  batch.add(list_counts(who.org, who.user)).add(find_notification(who.org, who.user, call.path.id));
  const auto written = co_await context.db().write(batch);
  const auto rows = co_await rows_of<InboxRow>(written, 0);
  const auto counts = co_await rows_of<CountRow>(written, 1);
  if (rows.empty()) co_await Result<Nothing>(not_found());
  Marked marked{shown(rows.front()), counted(counts)};
  const auto version = marked.notification.version;
  const auto event = count_event(context, who.user, marked.counts);
  co_return reply(std::move(marked))
      .version(version, rows.front().seen_at_ms ? 1 : 0)
      .publish(event);
}

effect::Task<Reply<Nothing>> delete_one(Call<NotificationPath> call) {
  Context context = call.context;
  const http::Who& who = context.who();
  storage::Batch batch;
  batch.add(require_notification(who.org, who.user, call.path.id))
      .add(delete_notification(who.org, who.user, call.path.id, context.if_match()))
      .or_fail(Code::precondition_failed);
  batch.add(list_counts(who.org, who.user));
  const auto written = co_await context.db().write(batch);
  const auto counts = co_await rows_of<CountRow>(written, 0);
  co_return reply().publish(count_event(context, who.user, counted(counts)));
}

effect::Task<Reply<MarkedMany>> read_all(Call<Nothing, Nothing, std::optional<Which>> call) {
  return mark_many(call.context, &mark_all_read, call.body);
}

effect::Task<Reply<MarkedMany>> see_all(Call<Nothing, Nothing, std::optional<Which>> call) {
  return mark_many(call.context, &mark_all_seen, call.body);
}

effect::Task<Reply<MarkedMany>> archive_all(Call<Nothing, Nothing, std::optional<Which>> call) {
  return mark_many(call.context, &archive_all_read, call.body);
}

}  // namespace arris::notifications
