#include "errors/ingest_plan.h"

#include <algorithm>

#include "core/hash.h"
#include "http/as_json.h"
#include "http/tell.h"

namespace arris::errors {
namespace {

constexpr std::size_t facets_max = 40;  // of one event; more tags than that tell nobody anything

std::optional<IssueState> state_of(const KnownGroup& known) {
  if (!known.issue_id) return std::nullopt;
  IssueState state;
  state.state = known.state.value_or(State::unresolved);
  state.since_ms = known.state_since_ms.value_or(0);
  state.resolved_in_release = known.resolved_in_release.value_or("");
  state.muted_until_ms = known.muted_until_ms.value_or(0);
  state.muted_until_events = known.muted_until_events.value_or(0);
  state.events_since_muted = known.event_count.value_or(0) - known.muted_at_events.value_or(0);
  return state;
}

}  // namespace

IssueId own_issue(http::Context context, const Origin& origin, std::string_view fingerprint) {
  Hash128 hash;
  hash.add(origin.org.text).add(origin.project_id).add(fingerprint);
  return IssueId{context.keep(hash.to_uuid())};
}

IssueId IngestPlan::issue_of(const KnownGroup& known) const {
  return known.issue_id ? *known.issue_id : own_issue(context_, origin_, known.fingerprint);
}

IssueId IngestPlan::add(const Incoming& event, const KnownGroup& known) {
  const std::size_t place = place_of(event, known);
  auto& issue = issues_[place];
  issue.first_seen_at_ms = std::min(issue.first_seen_at_ms, event.at_ms);
  issue.last_seen_at_ms = std::max(issue.last_seen_at_ms, event.at_ms);
  ++issue.event_count;
  decide(event, known, place);
  count(event, issue.id);
  return issue.id;
}

std::size_t IngestPlan::place_of(const Incoming& event, const KnownGroup& known) {
  const std::string_view fingerprint = known.fingerprint;
  const auto id = issue_of(known);
  const auto grouped = [&](const GroupRow& row) { return row.fingerprint == fingerprint; };
  if (std::ranges::none_of(groups_, grouped))
    groups_.push_back(
        {origin_.project_id, fingerprint, id, text_of(event.grouping.why), known.state});
  const auto found = std::ranges::find(issues_, id, &CountedIssue::id);
  if (found != issues_.end()) return static_cast<std::size_t>(found - issues_.begin());
  issues_.push_back({id, origin_.project_id, clip_utf8(event.grouping.title, 500),
                     clip_utf8(event.grouping.culprit, 500), event.error_type,
                     clip_utf8(event.message, 2000), text_of(event.grouping.why), event.level,
                     event.severity, event.pipeline_id, event.execution_id, event.environment,
                     event.release, event.at_ms, event.at_ms, 0});
  states_.push_back(state_of(known));
  return issues_.size() - 1;
}

void IngestPlan::decide(const Incoming& event, const KnownGroup& known, std::size_t place) {
  const auto decision =
      on_event(states_[place], {event.release, 0, event.at_ms, context_.now_ms()});
  states_[place] = decision.next;
  if (decision.transition == Transition::none) return;
  if (decision.transition == Transition::created) return add_first(event, issues_[place].id);
  transitions_.push_back({issues_[place].id, known.state, decision.transition});
}

void IngestPlan::add_first(const Incoming& event, IssueId issue) {
  const auto entry = context_.new_id<EventId>().text;
  firsts_.push_back({entry, context_.new_id<MessageId>().text, origin_.project_id,
                     event.grouping.key, issue,
                     as_json(context_, http::ErrorTold{entry, issue.text})});
}

void IngestPlan::count(const Incoming& event, IssueId issue) {
  events_.push_back({event.id, issue, event.grouping.key, event.at_ms, event.level, event.release,
                     event.environment, event.person, event.payload});
  const std::int64_t hour_at_ms = event.at_ms - event.at_ms % hour_ms;
  count_hour(issue.text, hour_at_ms);
  count_hour("*", hour_at_ms);
  if (!event.person.empty()) people_.push_back({issue, event.person});
  count_facet(issue, "environment", event.environment);
  count_facet(issue, "release", event.release);
  count_facet(issue, "pipeline", event.pipeline_id.value_or(""));
  count_facet(issue, "execution", event.execution_id.value_or(""));
  for (std::size_t i = 0; i < std::min(event.tags.size(), facets_max); ++i) {
    const auto kind = context_.keep("tag:" + std::string(clip_utf8(event.tags[i].key, 100)));
    count_facet(issue, kind, clip_utf8(event.tags[i].value, 200));
  }
}

void IngestPlan::count_hour(std::string_view issue, std::int64_t hour_at_ms) {
  for (HourRow& row : hours_) {
    if (row.issue_id == issue && row.hour_at_ms == hour_at_ms) return void(++row.event_count);
  }
  hours_.push_back({issue, hour_at_ms, 1});
}

void IngestPlan::count_facet(IssueId issue, std::string_view kind, std::string_view value) {
  if (value.empty()) return;
  for (FacetRow& row : facets_) {
    if (row.issue_id == issue && row.kind == kind && row.value == value)
      return void(++row.event_count);
  }
  facets_.push_back({issue, kind, value, 1});
}

// The groups are checked and the firsts told before the fingerprints are there.
storage::Batch IngestPlan::batch() const {
  const OrgId org = origin_.org;
  const std::int64_t now_ms = context_.now_ms();
  const auto rows = [this](const auto& list) { return as_json(context_, list); };
  const auto groups = rows(groups_), firsts = rows(firsts_);
  std::vector<EventId> ids;
  for (const StoredEvent& event : events_) ids.push_back(event.id);
  storage::Batch batch;
  if (origin_.project_number != 0)
    batch.add(check_project(org, origin_.project_id, origin_.project_number, origin_.public_key));
  batch.add(check_groups(org, groups, rows(ids)));
  batch.add(count_issues(org, rows(issues_)));
  if (!firsts_.empty()) {
    batch.add(record_first(org, firsts, now_ms));
    batch.add(tell_first(org, firsts, now_ms, text_of(http::Topic::error_new)));
  }
  batch.add(add_fingerprints(org, groups, grouping_version));
  batch.add(add_events(org, rows(events_), now_ms));
  batch.add(add_hours(org, rows(hours_)));
  if (!people_.empty()) batch.add(add_people(org, rows(people_)));
  if (!facets_.empty()) batch.add(add_facets(org, rows(facets_)));
  for (const Transitioned& transitioned : transitions_) add_transition(batch, transitioned);
  return batch;
}

void IngestPlan::add_transition(storage::Batch& batch, const Transitioned& transitioned) const {
  const OrgId org = origin_.org;
  const std::int64_t now_ms = context_.now_ms();
  const auto id = context_.new_id<EventId>().text;
  batch.add(
      reopen_issue(org, transitioned.issue, transitioned.from.value_or(State::resolved), now_ms));
  batch.add(record_if_changed(org, id, transitioned.issue, now_ms, text_of(transitioned.transition),
                              "a new event"));
  http::tell(batch, context_, http::Topic::error_regressed,
             http::ErrorTold{id, transitioned.issue.text}, {.org = org});
}

}  // namespace arris::errors
