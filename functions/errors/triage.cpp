#include <algorithm>

#include "errors/handlers.h"
#include "http/as_json.h"

namespace arris::errors {
namespace {

using http::Context;

StateChange asked_for(const IssueChange& change) {
  StateChange asked{.state = change.state};
  if (change.muted_until_ms) asked.muted_until_ms = change.muted_until_ms->value;
  if (change.resolved_in_release) asked.resolved_in_release = change.resolved_in_release->text;
  if (change.muted_until_events) asked.muted_until_events = change.muted_until_events->value;
  return asked;
}

// The release that is seen last when the turn is made; no release holds it.
constexpr std::string_view latest_release = "\x1f";

constexpr State states[] = {State::unresolved, State::resolved, State::muted};

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
  for (const State state : states) {
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

std::vector<IssueId> without_repeats(std::vector<IssueId> ids) {
  std::ranges::sort(ids, {}, &IssueId::text);
  const auto rest = std::ranges::unique(ids);
  ids.erase(rest.begin(), rest.end());
  return ids;
}

// What the refusals of check_turns mean, each as the state of the issue makes it.
void explain(storage::Batch& batch, Context context, const IssueChange& change) {
  const auto add = [&](std::string_view reason, State state, const LatestRelease& latest) {
    const auto decision =
        on_request({.state = state}, asked_for(change), latest, context.now_ms(), context.arena());
    if (decision) return;
    const auto said = std::string(reason).append(text_of(state));
    batch.on_refusal(context.keep(said), decision.error());
  };
  for (const State state : states) {
    add("refused ", state, {latest_release, 0});
    add("unreleased ", state, {});
  }
  batch.on_refusal("not_a_member", invalid("#/assignee_id", "not_a_member",
                                           "must be a member of the organization"));
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
  explain(batch, context, change);
  batch.add(record_turns(who.org, issues, turns, context.now_ms(), who.user, notes.value_or("")));
  batch.add(
      turn_issues(who.org, issues, turns, context.now_ms(), change.severity, notes, assignee));
  return batch;
}

}  // namespace

// What is wrong whatever state the issue is in; on_request says the rest.
void find_faults(const IssueChange& change, json::Faults& faults) {
  if (change.muted_until_ms && change.muted_until_ms->value <= faults.now_ms())
    faults.add_at("muted_until_ms", "invalid", "is not in the future");
}

effect::Task<Reply<Changed>> change_one(Call<IssuePath, Nothing, IssueChange> call) {
  const std::vector ids{call.path.id};
  const auto changed = co_await call.context.db().write(
      batch_of(call.context, ids, call.body), find_version(call.context.who().org, call.path.id));
  co_return reply(Changed{ids}).version(changed.version);
}

effect::Task<Reply<Changed>> change_many(Call<Nothing, Nothing, BulkChange> call) {
  auto ids = without_repeats(call.body.ids.items);
  auto batch = batch_of(call.context, ids, call.body.change);
  co_return reply(Changed{std::move(ids)}).commit(std::move(batch));
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
