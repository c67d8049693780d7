#include "executions/cleaning.h"
#include "executions/writing.h"
#include "storage/search.h"

namespace arris::executions {
namespace {

using http::Context;
using http::Position;

std::optional<std::string_view> match_of(Context context,
                                         const std::optional<json::Text<1, 200>>& typed) {
  if (!typed) return std::nullopt;
  std::string match = "org : \"" + std::string(context.who().org.text) + "\"";
  storage::add_typed_words(match, "{name error_message}", typed->text);
  return context.keep(match);
}

// What a list without a cursor begins before: the end of the asked time, or of all time.
Position first_position(const RunFilter& filter) {
  return {filter.to_ms ? filter.to_ms->value : http::end_of_time_ms, ""};
}

Trigger trigger_of(Context context, const NewRun& run) {
  const bool by_key = !context.who().key.text.empty();
  return run.trigger.value_or(by_key ? Trigger::api : Trigger::manual);
}

storage::Bound<void> new_row(Context context, RunId id, const NewRun& run) {
  const bool runs = run.status == Beginning::running;
  return add_run(context.who().org, id, text_of(run.pipeline_id), text_of(run.name),
                 runs ? RunStatus::running : RunStatus::pending, trigger_of(context, run),
                 context.who().actor(), context.now_ms(), run.input ? run.input->text : "null");
}

}  // namespace

effect::Task<Reply<RunPage>> list_all_runs(Call<Nothing, RunFilter> call) {
  const Context context = call.context;
  const RunFilter& filter = call.query;
  const Position from = context.position().value_or(first_position(filter));
  const std::int64_t limit = http::limit_of(filter.limit);
  const auto pipeline = filter.pipeline_id ? filter.pipeline_id : filter.workflow;
  const OrgId org = context.who().org;
  const auto match = match_of(context, filter.q);
  const std::int64_t from_ms = filter.from_ms ? filter.from_ms->value : 0;
  const Position all = first_position(filter);
  auto [rows, counted] = co_await context.db().read(
      list_runs(org, filter.status, pipeline, filter.trigger, filter.started_by, match, from_ms,
                from.sort, from.id, limit + 1),
      count_runs(org, filter.status, pipeline, filter.trigger, filter.started_by, match, from_ms,
                 all.sort, all.id, filter.count.value_or(false)));
  auto page = co_await http::page_of(
      context, std::move(rows), static_cast<std::size_t>(limit),
      [](const ListedRun& run) { return Position{run.created_at_ms, run.id.text}; });
  RunPage answer{std::move(page.data), page.next_cursor, {}};
  if (filter.count.value_or(false)) answer.total = counted.front().total;
  co_return reply(std::move(answer));
}

effect::Task<Reply<Run>> start_run(Call<Nothing, Nothing, NewRun> call) {
  const Context context = call.context;
  const auto id = context.new_id<RunId>();
  storage::Batch batch;
  batch.add(new_row(context, id, without_secrets(context, call.body))).or_fail(Code::not_found);
  add_start(batch, context, id);
  auto run = co_await context.db().write(std::move(batch), find_run(context.who().org, id));
  const std::int64_t version = run.version;
  co_return reply(std::move(run)).version(version);
}

effect::Task<Reply<Run>> show_run(Call<RunPath> call) {
  auto run = co_await call.context.db().get(find_run(call.context.who().org, call.path.id));
  const std::int64_t version = run.version, lines = run.log_count;
  co_return reply(std::move(run)).version(version, lines);
}

effect::Task<Reply<Run>> retry_run(Call<RunPath> call) {
  const Context context = call.context;
  const OrgId org = context.who().org;
  const auto id = context.new_id<RunId>();
  storage::Batch batch;
  batch.add(
      check_run(org, call.path.id, context.if_match(), R"(["success","failed","cancelled"])"));
  batch.add(add_retry(org, call.path.id, id, context.who().actor(), context.now_ms()));
  add_start(batch, context, id);
  auto run = co_await context.db().write(std::move(batch), find_run(org, id));
  const std::int64_t version = run.version;
  co_return reply(std::move(run)).version(version);
}

}  // namespace arris::executions
