#pragma once
// The bodies of errors: what goes in and what comes out. Times are Unix ms UTC.

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "core/ids.h"
#include "errors/issue_state.h"
#include "errors/severity.h"
#include "http/list.h"
#include "http/range.h"
#include "json/json.h"

namespace arris::errors {

using IssueId = Id<struct IssueTag>;
using EventId = Id<struct EventTag>;

// The enumeration is the pure code's; here it gets its names on the wire.
BOOST_DESCRIBE_ENUM(Severity, low, medium, high, critical)

BOOST_DESCRIBE_ENUM(State, unresolved, resolved, muted)

enum class Sort : std::uint8_t { last_seen, first_seen, events, users };
BOOST_DESCRIBE_ENUM(Sort, last_seen, first_seen, events, users)

using Name = json::Text<1, 200>;
using ShortText = json::Text<0, 200>;
using http::Limit;

// ---- in

struct Person {
  std::optional<ShortText> id, email, username;
};
BOOST_DESCRIBE_STRUCT(Person, (), (id, email, username))

struct NewEvent {
  json::Text<1, 8192> message;
  Name error_type;
  std::optional<Severity> severity;
  std::optional<json::Text<0, 65536>> stack_trace;
  std::optional<ShortText> execution_id, pipeline_id, release, environment;
  std::optional<json::Map<ShortText>> tags;
  std::optional<Person> user;
  std::optional<json::List<ShortText, 1, 16>> fingerprint;
  std::optional<http::Instant> occurred_at_ms;
  std::optional<ProjectId> project_id;
};
BOOST_DESCRIBE_STRUCT(NewEvent, (),
                      (message, error_type, severity, stack_trace, execution_id, pipeline_id,
                       release, environment, tags, user, fingerprint, occurred_at_ms, project_id))

struct NewEvents {
  json::List<NewEvent, 1, 100> events;
};
BOOST_DESCRIBE_STRUCT(NewEvents, (), (events))
void find_faults(const NewEvents& body, json::Faults& faults);

struct IssuePath {
  IssueId id;
};
BOOST_DESCRIBE_STRUCT(IssuePath, (), (id))

struct EventPath {
  EventId id;
};
BOOST_DESCRIBE_STRUCT(EventPath, (), (id))

struct IssueFilter {
  std::optional<Severity> severity;
  std::optional<bool> resolved;
  std::optional<State> state;
  std::optional<std::string_view> pipeline_id, execution_id, environment, release, trace_id;
  std::optional<json::Text<1, 200>> q;
  std::optional<Sort> sort;
  std::optional<Limit> limit;
  std::optional<std::string_view> cursor;
};
BOOST_DESCRIBE_STRUCT(IssueFilter, (),
                      (severity, resolved, state, pipeline_id, execution_id, environment, release,
                       trace_id, q, sort, limit, cursor))

struct Paging {
  std::optional<Limit> limit;
  std::optional<std::string_view> cursor;
};
BOOST_DESCRIBE_STRUCT(Paging, (), (limit, cursor))

struct IssueChange {
  std::optional<State> state;
  std::optional<json::Text<0, 2000>> resolution_notes;
  std::optional<Name> resolved_in_release;
  std::optional<http::Instant> muted_until_ms;
  std::optional<json::Integer<1, 1'000'000'000>> muted_until_events;
  std::optional<Severity> severity;
  json::Maybe<std::optional<UserId>> assignee_id;  // null is nobody
};
BOOST_DESCRIBE_STRUCT(IssueChange, (),
                      (state, resolution_notes, resolved_in_release, muted_until_ms,
                       muted_until_events, severity, assignee_id))
void find_faults(const IssueChange& change, json::Faults& faults);

struct BulkChange {
  json::List<IssueId, 1, 100> ids;
  IssueChange change;
};
BOOST_DESCRIBE_STRUCT(BulkChange, (), (ids, change))

struct Merge {
  json::List<IssueId, 1, 50> issue_ids;
  std::optional<json::Text<0, 500>> reason;
};
BOOST_DESCRIBE_STRUCT(Merge, (), (issue_ids, reason))

struct Unmerge {
  json::List<json::Text<32, 32>, 1, 50> fingerprints;
  std::optional<json::Text<0, 500>> reason;
};
BOOST_DESCRIBE_STRUCT(Unmerge, (), (fingerprints, reason))

struct NewProject {
  json::Name<100> name;
};
BOOST_DESCRIBE_STRUCT(NewProject, (), (name))

struct ProjectPath {
  ProjectId id;
};
BOOST_DESCRIBE_STRUCT(ProjectPath, (), (id))

// The DSN of a paused project is refused.
enum class ProjectState : std::uint8_t { active, paused };
BOOST_DESCRIBE_ENUM(ProjectState, active, paused)

struct ProjectChange {
  std::optional<json::Name<100>> name;
  std::optional<ProjectState> state;
};
BOOST_DESCRIBE_STRUCT(ProjectChange, (), (name, state))

struct StatsFilter {
  std::optional<http::Range> range;
};
BOOST_DESCRIBE_STRUCT(StatsFilter, (), (range))

// ---- out

struct Accepted {
  EventId id;
  IssueId issue_id;
};
BOOST_DESCRIBE_STRUCT(Accepted, (), (id, issue_id))

struct AcceptedEvents {
  std::vector<Accepted> data;
};
BOOST_DESCRIBE_STRUCT(AcceptedEvents, (), (data))

struct Issue {
  IssueId id;
  std::string_view project_id, title, culprit, error_type, message, grouped_by, level;
  Severity severity;
  State state;
  bool resolved;
  std::optional<std::string_view> resolution_notes, resolved_in_release;
  std::optional<std::int64_t> resolved_at_ms, muted_until_ms, muted_until_events;
  std::optional<std::string_view> assignee_id, pipeline_id, execution_id;
  std::string_view environment, release;
  std::int64_t first_seen_at_ms, last_seen_at_ms, event_count, people_count, version;
};
BOOST_DESCRIBE_STRUCT(Issue, (),
                      (id, project_id, title, culprit, error_type, message, grouped_by, level,
                       severity, state, resolved, resolution_notes, resolved_in_release,
                       resolved_at_ms, muted_until_ms, muted_until_events, assignee_id, pipeline_id,
                       execution_id, environment, release, first_seen_at_ms, last_seen_at_ms,
                       event_count, people_count, version))

// `sparkline` holds the events of each of the last 24 hours, the oldest first.
struct ListedIssue {
  IssueId id;
  std::string_view title, culprit, error_type, level;
  Severity severity;
  State state;
  std::optional<std::string_view> assignee_id;
  std::string_view environment, release;
  std::int64_t first_seen_at_ms, last_seen_at_ms, event_count, people_count, version;
  std::vector<std::int64_t> sparkline;
};
BOOST_DESCRIBE_STRUCT(ListedIssue, (),
                      (id, title, culprit, error_type, level, severity, state, assignee_id,
                       environment, release, first_seen_at_ms, last_seen_at_ms, event_count,
                       people_count, version, sparkline))

struct EventSummary {
  EventId id;
  std::int64_t at_ms;
  std::string_view level, release, environment, person, fingerprint;
};
BOOST_DESCRIBE_STRUCT(EventSummary, (),
                      (id, at_ms, level, release, environment, person, fingerprint))

// `payload` is the event as it is kept: scrubbed, with its exceptions, frames, breadcrumbs, tags
// and contexts.
struct EventDetail {
  EventId id;
  IssueId issue_id;
  std::int64_t at_ms, received_at_ms;
  std::string_view level, release, environment, person, fingerprint;
  json::Written payload;
};
BOOST_DESCRIBE_STRUCT(EventDetail, (),
                      (id, issue_id, at_ms, received_at_ms, level, release, environment, person,
                       fingerprint, payload))

struct Facet {
  std::string_view kind, value;
  std::int64_t event_count;
};
BOOST_DESCRIBE_STRUCT(Facet, (), (kind, value, event_count))

struct Grouped {
  std::string_view fingerprint, project_id, grouped_by;
};
BOOST_DESCRIBE_STRUCT(Grouped, (), (fingerprint, project_id, grouped_by))

struct IssueDetail {
  Issue issue;
  std::optional<EventDetail> latest_event;  // null when its events were removed by retention
  std::vector<Facet> facets;
  std::vector<Grouped> fingerprints;
  std::vector<std::int64_t> sparkline;
};
BOOST_DESCRIBE_STRUCT(IssueDetail, (), (issue, latest_event, facets, fingerprints, sparkline))

struct HistoryEntry {
  std::string_view id;
  std::int64_t at_ms;
  std::string_view kind;
  std::optional<std::string_view> actor_id;
  std::string_view reason;
};
BOOST_DESCRIBE_STRUCT(HistoryEntry, (), (id, at_ms, kind, actor_id, reason))

struct Changed {
  std::vector<IssueId> ids;
};
BOOST_DESCRIBE_STRUCT(Changed, (), (ids))

struct Bucket {
  std::int64_t at_ms, event_count;
};
BOOST_DESCRIBE_STRUCT(Bucket, (), (at_ms, event_count))

struct StateCount {
  State state;
  Severity severity;
  std::int64_t issue_count;
};
BOOST_DESCRIBE_STRUCT(StateCount, (), (state, severity, issue_count))

struct Stats {
  std::vector<Bucket> series;
  std::vector<StateCount> issues;
  std::int64_t event_count;
};
BOOST_DESCRIBE_STRUCT(Stats, (), (series, issues, event_count))

struct Project {
  ProjectId id;
  std::int64_t number;
  std::string_view name, public_key, dsn;
  ProjectState state;
  std::int64_t created_at_ms, version;
};
BOOST_DESCRIBE_STRUCT(Project, (),
                      (id, number, name, public_key, dsn, state, created_at_ms, version))

struct Projects {
  std::vector<Project> data;
};
BOOST_DESCRIBE_STRUCT(Projects, (), (data))

struct SentryAnswer {
  json::Maybe<std::string_view> id;
};
BOOST_DESCRIBE_STRUCT(SentryAnswer, (), (id))

}  // namespace arris::errors
