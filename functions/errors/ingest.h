#pragma once
// Storing events: one write of everything that they change, which takes it that each group is new or has an issue for
// which an event decides nothing. Where that is not so the write does nothing but tell what is known of the groups, and the
// next one is made with that.

#include "errors/grouping.h"
#include "errors/shapes.h"
#include "http/context.h"

namespace arris::errors {

// An event on its way into the database. Its texts live as long as the request.
struct Incoming {
  EventId id;
  std::int64_t at_ms = 0;
  Grouping grouping;
  Severity severity = Severity::medium;
  std::string_view error_type, message, level, release, environment, person;
  std::optional<std::string_view> pipeline_id, execution_id;
  std::vector<Tag> tags;
  std::string_view payload;  // scrubbed JSON
};

// The tenant and project of events: by a session's org, or by a Sentry client's project number and
// public key.
struct Origin {
  OrgId org;
  std::string_view project_id;
  std::int64_t project_number = 0;  // 0: `org` and `project_id` tell it, else these two do
  std::string_view public_key;
};

// Fills in what the pure decisions say about an event: group, severity, title, environment.
void describe(http::Context context, const EventFacts& facts, Incoming& incoming);

// Of what was told as `id` by `source`: the same for every delivery, so that the event is counted once.
EventId event_id_of(http::Context context, std::string_view source, OrgId org, std::string_view id);

// An event of our own form, scrubbed and described.
Incoming incoming_of(http::Context context, const NewEvent& event, EventId id);

// Stores each event once: one whose id is known already is counted no second time. The ids of the
// issues, in the order of the events. forbidden when a project's number and key don't fit together.
effect::Task<std::vector<Accepted>> store(http::Context context, Origin origin,
                                          std::vector<Incoming> events);

// The issue of a group that nobody has merged: the same for every event that founds it, so that two
// first events at once can't found two issues.
IssueId own_issue(http::Context context, const Origin& origin, std::string_view fingerprint);

}  // namespace arris::errors
