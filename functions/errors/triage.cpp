#include <algorithm>

#include "errors/handlers.h"
#include "http/as_json.h"

namespace arris::errors {
namespace {

using http::Context;

struct Triage {
  std::vector<TriageRow> issues;
  std::vector<Release> releases;
  std::vector<Member> assignees;
};

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

// The release that is seen last when the turn is made; no release holds it.
constexpr std::string_view latest_release = "\x1f";

// What becomes of an issue in `state`; null stays.
struct Turn {
  State state, next;
  std::string_view kind;
  std::optional<std::string_view> release;
  std::optional<std::int64_t> until_ms, until_events;
};
BOOST_DESCRIBE_STRUCT(Turn, (), (state, next, kind, release, until_ms, until_events))

struct TurnedIssue {
  IssueId id;
  EventId entry;  // of its history
};
BOOST_DESCRIBE_STRUCT(TurnedIssue, (), (id, entry))

// For each state that allows it.
std::vector<Turn> turns_of(Context context, const IssueChange& change) {
  std::vector<Turn> turns;
  const auto asked = asked_for(change);
  for (const State state : {State::unresolved, State::resolved, State::muted}) {
    const auto decision =
        on_request({.state = state}, asked, {latest_release, 0}, context.now_ms(), context.arena());
    if (!decision) continue;
    const auto changed =
        decision->transition == Transition::none ? Transition::changed : decision->transition;
    const IssueState& next = decision->next;
    turns.push_back(
        {state, next.state, text_of(changed), {}, asked.muted_until_ms, asked.muted_until_events});
    if (asked.resolved_in_release) turns.back().release = next.resolved_in_release;
  }
  return turns;
}

// Who has to be a member.
std::optional<UserId> assignee_of(const IssueChange& change) {
  return change.assignee_id.value_or(std::nullopt);
}

bool is_relative(const IssueChange& change) {
  if (!change.resolved_in_release) return false;
  const auto release = change.resolved_in_release->text;
  return release == "next" || release == "latest";
}

effect::Task<Triage> read_triage(Context context, std::vector<IssueId> ids,
                                 std::optional<UserId> assignee) {
  const OrgId org = context.who().org;
  const auto list = as_json(context, ids);
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

// Why a change was refused.
effect::Task<Nothing> explain(Context context, std::vector<IssueId> ids, IssueChange change) {
  const auto triage = co_await read_triage(context, ids, assignee_of(change));
  const auto latest =
      triage.releases.empty() ? std::string_view() : triage.releases.front().release;
  const auto expected = context.if_match();
  for (const TriageRow& row : triage.issues) {
    if (expected && *expected != row.version)
      co_await Result<Nothing>(Error(Code::precondition_failed));
    co_await on_request(state_of(row), asked_for(change), {latest, 0}, context.now_ms(),
                        context.arena());
  }
  co_return Nothing{};
}

storage::Batch batch_of(Context context, const std::vector<IssueId>& ids,
                        const IssueChange& change) {
  const http::Who& who = context.who();
  std::vector<TurnedIssue> rows;
  for (const IssueId id : ids) rows.push_back({id, context.new_id<EventId>()});
  const auto issues = as_json(context, rows), turns = as_json(context, turns_of(context, change));
  std::optional<std::string_view> notes;
  if (change.resolution_notes) notes = change.resolution_notes->text;
  std::optional<UserId> assignee;
  if (change.assignee_id) assignee = change.assignee_id->value_or(UserId{""});
  storage::Batch batch;
  batch.add(check_turns(who.org, issues, context.if_match(), turns, assignee_of(change),
                        is_relative(change)));
  batch.add(record_turns(who.org, issues, turns, context.now_ms(), who.user, notes.value_or("")));
  batch.add(
      turn_issues(who.org, issues, turns, context.now_ms(), change.severity, notes, assignee));
  batch.add(find_triage(who.org, as_json(context, ids)));
  return batch;
}

effect::Task<Reply<Changed>> change(Context context, std::vector<IssueId> ids, IssueChange change) {
  const auto written = co_await effect::attempt(context.db().write(batch_of(context, ids, change)));
  if (!written) {
    if (written.error().cause != "refused") co_await Result<Nothing>(written.error());
    co_await explain(context, ids, change);
    co_await Result<Nothing>(Error(Code::conflict));
  }
  const auto rows = co_await storage::read_rows<TriageRow>(written->statements.back());
  auto answer = reply(Changed{std::move(ids)});
  if (rows.size() == 1) answer.version_value = rows.front().version;
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
  const OrgId org = call.context.who().org;
  storage::Batch batch;
  batch.add(check_issue(org, call.path.id, call.context.if_match()));
  batch.add(delete_issue(org, call.path.id));
  http::audit(batch, call.context,
              {.action = "issue.deleted", .target_kind = "issue", .target_id = call.path.id.text});
  co_return reply().commit(std::move(batch));
}

}  // namespace arris::errors
