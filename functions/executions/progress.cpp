#include "executions/cleaning.h"
#include "executions/writing.h"

namespace arris::executions {
namespace {

using http::Context;

constexpr std::string_view alive = R"(["pending","running"])";

std::string_view json_of(Context context, std::span<const RunStatus> statuses) {
  std::string text;
  json::encode(text, std::vector<RunStatus>(statuses.begin(), statuses.end()));
  return context.keep(text);
}

// A change without a status is one of a run that has not ended.
std::string_view allowed_before(Context context, const std::optional<RunStatus>& status) {
  return status ? json_of(context, sources_of(*status)) : alive;
}

std::optional<std::string_view> failure_of(Context context, const RunChange& change) {
  if (!change.error) return std::nullopt;
  std::string text;
  json::encode(text, *change.error);
  return context.keep(text);
}

storage::Bound<void> changed_row(Context context, RunId id, const RunChange& change) {
  std::optional<std::int64_t> progress;
  if (change.progress) progress = change.progress->value;
  std::optional<std::string_view> message;
  if (change.error) message = change.error->message.text;
  return change_run(context.who().org, id, change.status, context.now_ms(), progress,
                    text_of(change.step), text_of(change.metrics), text_of(change.result),
                    failure_of(context, change), message);
}

effect::Task<Reply<Run>> change_and_show(Context context, RunId id, RunChange change) {
  const OrgId org = context.who().org;
  storage::Batch batch;
  batch.add(check_run(org, id, context.if_match(), allowed_before(context, change.status)));
  batch.add(changed_row(context, id, change));
  if (change.status && has_ended(*change.status)) add_end(batch, context, id, change);
  auto run = co_await context.db().write(std::move(batch), find_run(org, id));
  const auto told = live_change(context, run);
  const std::int64_t version = run.version, lines = run.log_count;
  const bool ended = has_ended(run.status);
  auto answer = reply(std::move(run)).version(version, lines).publish(told);
  if (ended) answer.live.push_back(live_end(context, answer.body));
  co_return answer;
}

}  // namespace

// An error belongs to a run that has failed, and a run that fails says by which.
void find_faults(const RunChange& change, json::Faults& faults) {
  if (change.status == RunStatus::pending)
    faults.add_at("status", "not_allowed", "a run that has begun stays begun");
  if (change.error && change.status != RunStatus::failed && !faults.tells_of("status"))
    faults.add_at("error", "not_allowed", "belongs to the status failed");
}

effect::Task<Reply<Run>> report_progress(Call<RunPath, Nothing, RunChange> call) {
  auto answer = co_await change_and_show(call.context, call.path.id,
                                         without_secrets(call.context, call.body));
  co_return answer;
}

effect::Task<Reply<Run>> cancel_run(Call<RunPath> call) {
  RunChange change;
  change.status = RunStatus::cancelled;
  auto answer = co_await change_and_show(call.context, call.path.id, change);
  co_return answer;
}

}  // namespace arris::executions
