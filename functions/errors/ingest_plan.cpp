#include "errors/ingest_plan.h"

#include <algorithm>

#include "core/hash.h"
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
  const auto id = known.issue_id
                      ? *known.issue_id
                      : IssueId{context_.keep(issue_id_of(org_.text, project_id_, fingerprint))};
  const auto grouped = [&](const GroupRow& row) { return row.fingerprint == fingerprint; };
  if (std::ranges::none_of(groups_, grouped))
    groups_.push_back({project_id_, fingerprint, id, text_of(event.grouping.why)});
  const auto found = std::ranges::find(issues_, id, &CountedIssue::id);
  if (found != issues_.end()) return static_cast<std::size_t>(found - issues_.begin());
  issues_.push_back({id, project_id_, clip_utf8(event.grouping.title, 500),
                     clip_utf8(event.grouping.culprit, 500), event.error_type,
                     clip_utf8(event.message, 2000), text_of(event.grouping.why), event.level,
                     event.severity, event.pipeline_id, event.execution_id, event.environment,
                     event.release, event.at_ms, event.at_ms, 0});
  states_.push_back(state_of(known));
  return issues_.size() - 1;
}

void IngestPlan::decide(const Incoming& event, const KnownGroup& known, std::size_t place) {
  const auto decision = on_event(states_[place], {event.release, 0, event.at_ms, now_ms_});
  states_[place] = decision.next;
  if (decision.transition == Transition::none) return;
  transitions_.push_back(
      {issues_[place].id, known.state, decision.transition, issues_[place].title});
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

template <class Row>
std::string_view IngestPlan::as_json(const std::vector<Row>& rows) const {
  std::string text;
  json::encode(text, rows);
  return context_.keep(text);
}

storage::Batch IngestPlan::batch() const {
  storage::Batch batch;
  const auto groups = as_json(groups_);
  batch.add(check_groups(org_, groups));
  batch.add(count_issues(org_, as_json(issues_)));
  batch.add(add_fingerprints(org_, groups, grouping_version));
  batch.add(add_events(org_, as_json(events_), now_ms_));
  batch.add(add_hours(org_, as_json(hours_)));
  if (!people_.empty()) batch.add(add_people(org_, as_json(people_)));
  if (!facets_.empty()) batch.add(add_facets(org_, as_json(facets_)));
  for (const Transitioned& transitioned : transitions_) add_transition(batch, transitioned);
  return batch;
}

void IngestPlan::add_transition(storage::Batch& batch, const Transitioned& transitioned) const {
  const auto kind = text_of(transitioned.transition);
  const auto id = context_.new_id<EventId>().text;
  if (transitioned.transition == Transition::created) {
    batch.add(record(org_, id, transitioned.issue, now_ms_, kind, std::nullopt, "first event"));
  } else {
    batch.add(reopen_issue(org_, transitioned.issue, transitioned.from.value_or(State::resolved),
                           now_ms_));
    batch.add(record_if_changed(org_, id, transitioned.issue, now_ms_, kind, "a new event"));
  }
  const auto topic = transitioned.transition == Transition::created ? http::Topic::error_new
                                                                    : http::Topic::error_regressed;
  http::tell(batch, context_, topic, http::ErrorTold{id, transitioned.issue.text}, {.org = org_});
}

std::string issue_id_of(std::string_view org, std::string_view project,
                        std::string_view fingerprint) {
  return Hash128{}.add(org).add(project).add(fingerprint).to_uuid();
}

}  // namespace arris::errors
