#pragma once
// What some events change, summed up per issue before anything is written: the rows of one batch.

#include "errors/ingest.h"
#include "errors/ingest_queries.h"
#include "storage/batch.h"

namespace arris::errors {

class IngestPlan {
 public:
  // REQUIRES: the origin's org and project are known
  IngestPlan(Origin origin, http::Context context) : origin_(origin), context_(context) {}

  // Counts an event for its issue, which `known` names if the group has one. Returns the issue.
  IssueId add(const Incoming& event, const KnownGroup& known);

  bool empty() const { return issues_.empty(); }
  storage::Batch batch() const;

 private:
  struct IssueRow;
  struct Transitioned {
    IssueId issue;
    std::optional<State> from;
    Transition transition;
  };

  IssueId issue_of(const KnownGroup& known) const;
  std::size_t place_of(const Incoming& event, const KnownGroup& known);
  void decide(const Incoming& event, const KnownGroup& known, std::size_t place);
  void count(const Incoming& event, IssueId issue);
  void count_facet(IssueId issue, std::string_view kind, std::string_view value);
  void count_hour(std::string_view issue, std::int64_t hour_at_ms);
  void add_first(const Incoming& event, IssueId issue);
  void add_transition(storage::Batch& batch, const Transitioned& transitioned) const;

 public:
  struct CountedIssue {
    IssueId id;
    std::string_view project_id, title, culprit, error_type, message, grouped_by, level;
    Severity severity;
    std::optional<std::string_view> pipeline_id, execution_id;
    std::string_view environment, release;
    std::int64_t first_seen_at_ms, last_seen_at_ms, event_count;
  };
  struct GroupRow {
    std::string_view project_id, fingerprint;
    IssueId issue_id;
    std::string_view grouped_by;
    std::optional<State> state;  // as it was read
  };
  struct FirstRow {
    std::string_view entry, message;  // of the history and the outbox
    std::string_view project_id, fingerprint;
    IssueId issue_id;
    std::string_view payload;
  };
  struct StoredEvent {
    EventId id;
    IssueId issue_id;
    std::string_view fingerprint;
    std::int64_t at_ms;
    std::string_view level, release, environment, person, payload;
  };
  struct HourRow {
    std::string_view issue_id;
    std::int64_t hour_at_ms, event_count;
  };
  struct PersonRow {
    IssueId issue_id;
    std::string_view person;
  };
  struct FacetRow {
    IssueId issue_id;
    std::string_view kind, value;
    std::int64_t event_count;
  };

 private:
  Origin origin_;
  http::Context context_;
  std::vector<CountedIssue> issues_;
  std::vector<std::optional<IssueState>> states_;  // beside issues_: as decided so far
  std::vector<Transitioned> transitions_;
  std::vector<GroupRow> groups_;
  std::vector<FirstRow> firsts_;
  std::vector<StoredEvent> events_;
  std::vector<HourRow> hours_;
  std::vector<PersonRow> people_;
  std::vector<FacetRow> facets_;
};

BOOST_DESCRIBE_STRUCT(IngestPlan::CountedIssue, (),
                      (id, project_id, title, culprit, error_type, message, grouped_by, level,
                       severity, pipeline_id, execution_id, environment, release, first_seen_at_ms,
                       last_seen_at_ms, event_count))
BOOST_DESCRIBE_STRUCT(IngestPlan::GroupRow, (),
                      (project_id, fingerprint, issue_id, grouped_by, state))
BOOST_DESCRIBE_STRUCT(IngestPlan::FirstRow, (),
                      (entry, message, project_id, fingerprint, issue_id, payload))
BOOST_DESCRIBE_STRUCT(IngestPlan::StoredEvent, (),
                      (id, issue_id, fingerprint, at_ms, level, release, environment, person,
                       payload))
BOOST_DESCRIBE_STRUCT(IngestPlan::HourRow, (), (issue_id, hour_at_ms, event_count))
BOOST_DESCRIBE_STRUCT(IngestPlan::PersonRow, (), (issue_id, person))
BOOST_DESCRIBE_STRUCT(IngestPlan::FacetRow, (), (issue_id, kind, value, event_count))

}  // namespace arris::errors
