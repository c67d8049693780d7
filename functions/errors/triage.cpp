#include <algorithm>

#include "errors/handlers.h"

namespace arris::errors {
namespace {

using http::Context;

struct Triage {
  std::vector<TriageRow> issues;
  std::vector<Release> releases;
  std::vector<Member> assignees;
};

std::string_view ids_as_json(Context context, const std::vector<IssueId>& ids) {
  std::string text;
  json::encode(text, ids);
  return context.keep(text);
}

IssueState state_of(const TriageRow& row) {
  IssueState state;
  state.state = row.state;
  state.since_ms = row.state_since_ms;
  state.resolved_in_release = row.resolved_in_release.value_or("");
  state.muted_until_ms = row.muted_until_ms.value_or(0);
  state.muted_until_events = row.muted_until_events.value_or(0);
  state.events_since_muted = row.event_count - row.muted_at_events.value_or(0);
  return state;
}

StateChange asked_for(const IssueChange& change) {
  StateChange asked{.state = change.state};
  if (change.muted_until_ms) asked.muted_until_ms = change.muted_until_ms->value;
  if (change.resolved_in_release) asked.resolved_in_release = change.resolved_in_release->text;
  if (change.muted_until_events) asked.muted_until_events = change.muted_until_events->value;
  return asked;
}

template <class T>
std::optional<T> unless_zero(T value) {
  return value == T{} ? std::nullopt : std::optional<T>(value);
}

storage::Bound<void> changed_row(OrgId org, const TriageRow& row, const IssueChange& change,
                                 const IssueState& next) {
  auto notes = row.resolution_notes;
  if (change.resolution_notes) notes = change.resolution_notes->text;
  auto assignee = row.assignee_id;
  if (change.assignee_id) assignee = change.assignee_id->text;
  const bool muted = next.state == State::muted;
  return change_issue(
      org, row.id, row.version, next.state, change.severity.value_or(row.severity), next.since_ms,
      notes, unless_zero(next.resolved_in_release), assignee,
      muted ? unless_zero(next.muted_until_ms) : std::nullopt,
      muted ? unless_zero(next.muted_until_events) : std::nullopt,
      muted ? std::optional(row.event_count - next.events_since_muted) : std::nullopt);
}

Status add_change(storage::Batch& batch, Context context, const TriageRow& row,
                  const IssueChange& change, std::string_view latest_release) {
  auto decision = on_request(state_of(row), asked_for(change), {latest_release, 0},
                             context.now_ms(), context.arena());
  if (!decision) return std::move(decision.error());
  const http::Who& who = context.who();
  batch.add(changed_row(who.org, row, change, decision->next)).or_fail(Code::precondition_failed);
  const auto kind = decision->transition == Transition::none ? text_of(Transition::changed)
                                                             : text_of(decision->transition);
  const auto reason = change.resolution_notes ? change.resolution_notes->text : std::string_view();
  batch.add(record(who.org, context.new_id<EventId>().text, row.id, context.now_ms(), kind,
                   who.user, reason));
  return success();
}

effect::Task<Triage> read_triage(Context context, std::vector<IssueId> ids,
                                 std::optional<UserId> assignee) {
  const OrgId org = context.who().org;
  const auto list = ids_as_json(context, ids);
  auto [issues, releases, assignees] =
      co_await context.db().read(find_triage(org, list), find_latest_release(org),
                                 find_member(org, assignee.value_or(UserId{""})));
  if (issues.size() != ids.size()) co_await Result<Nothing>(not_found());
  if (assignee && assignees.empty())
    co_await Result<Nothing>(
        invalid("#/assignee_id", "not_a_member", "must be a member of the organization"));
  co_return Triage{std::move(issues), std::move(releases), std::move(assignees)};
}

std::vector<IssueId> without_repeats(std::vector<IssueId> ids) {
  std::ranges::sort(ids, {}, &IssueId::text);
  const auto rest = std::ranges::unique(ids);
  ids.erase(rest.begin(), rest.end());
  return ids;
}

effect::Task<Reply<Changed>> change(Context context, std::vector<IssueId> ids, IssueChange change) {
  const auto triage = co_await read_triage(context, ids, change.assignee_id);
  const auto latest =
      triage.releases.empty() ? std::string_view() : triage.releases.front().release;
  const auto expected = context.if_match();
  storage::Batch batch;
  std::int64_t version = 0;
  for (const TriageRow& row : triage.issues) {
    if (expected && *expected != row.version)
      co_await Result<Nothing>(Error(Code::precondition_failed));
    co_await add_change(batch, context, row, change, latest);
    version = row.version + 1;
  }
  auto answer = reply(Changed{std::move(ids)}).commit(std::move(batch));
  if (triage.issues.size() == 1) answer.version_value = version;
  co_return answer;
}

}  // namespace

// What is wrong whatever state the issue is in; on_request says the rest.
void find_faults(const IssueChange& change, json::Faults& faults) {
  if (change.muted_until_ms && change.muted_until_ms->value <= faults.now_ms())
    faults.add_at("muted_until_ms", "invalid", "is not in the future");
}

effect::Task<Reply<Changed>> change_one(Call<IssuePath, Nothing, IssueChange> call) {
  auto answer = co_await change(call.context, {call.path.id}, call.body);
  co_return answer;
}

effect::Task<Reply<Changed>> change_many(Call<Nothing, Nothing, BulkChange> call) {
  auto answer =
      co_await change(call.context, without_repeats(call.body.ids.items), call.body.change);
  co_return answer;
}

effect::Task<Reply<Nothing>> delete_one(Call<IssuePath> call) {
  storage::Batch batch;
  batch.add(delete_issue(call.context.who().org, call.path.id)).or_fail(Code::not_found);
  http::audit(batch, call.context,
              {.action = "issue.deleted", .target_kind = "issue", .target_id = call.path.id.text});
  co_return reply().commit(std::move(batch));
}

}  // namespace arris::errors
