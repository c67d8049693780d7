#include "errors/ingest.h"

#include <algorithm>

#include "core/hash.h"
#include "errors/dsn.h"
#include "errors/ingest_plan.h"
#include "http/as_json.h"
#include "http/told_rows.h"

namespace arris::errors {
namespace {

using http::Context;

constexpr int tries_max = 4;  // what changes between a look and the write makes the plan void

// What a plan is made from. The origin knows its org and project.
struct Known {
  Origin origin;
  std::vector<KnownGroup> groups;
  std::vector<KnownEvent> events;
};

// A group and the issue that is its own.
struct OwnIssue {
  std::string_view fingerprint;
  IssueId issue_id;
};
BOOST_DESCRIBE_STRUCT(OwnIssue, (), (fingerprint, issue_id))

std::vector<OwnIssue> groups_of(Context context, const Origin& origin,
                                const std::vector<Incoming>& events) {
  std::vector<OwnIssue> groups;
  for (const Incoming& event : events) {
    const std::string_view key = event.grouping.key;
    if (std::ranges::find(groups, key, &OwnIssue::fingerprint) != groups.end()) continue;
    groups.push_back({key, own_issue(context, origin, key)});
  }
  return groups;
}

std::vector<EventId> ids_of(const std::vector<Incoming>& events) {
  std::vector<EventId> ids;
  ids.reserve(events.size());
  for (const Incoming& event : events) ids.push_back(event.id);
  return ids;
}

// Nothing is known: every event is taken for the first of a new group.
Known nothing_known(const Origin& origin, const std::vector<Incoming>& events) {
  Known known{origin, {}, {}};
  for (const Incoming& event : events) known.groups.emplace_back().fingerprint = event.grouping.key;
  return known;
}

effect::Task<Known> read_known(Context context, Origin origin,
                               const std::vector<Incoming>* events) {
  const auto asked = as_json(context, groups_of(context, origin, *events));
  const auto ids = as_json(context, ids_of(*events));
  auto [projects, groups, stored] = co_await context.db().read(
      find_project(origin.project_number, origin.public_key),
      find_groups(origin.org, origin.project_id, asked), find_known_events(origin.org, ids));
  const Origin now = co_await found_origin(context, origin, &projects);
  if (now.org != origin.org || now.project_id != origin.project_id) {
    auto moved = co_await read_known(context, now, events);
    co_return moved;
  }
  co_return Known{origin, std::move(groups), std::move(stored)};
}

// A retry with a key is known by the look-up that rides in a read: it must not write before.
bool writes_at_once(Context context) { return context.request().header("idempotency-key").empty(); }

effect::Task<Known> begin_with(Context context, Origin origin,
                               const std::vector<Incoming>* events) {
  if (writes_at_once(context)) co_return nothing_known(origin, *events);
  auto known = co_await read_known(context, origin, events);
  co_return known;
}

// What the refusal of a first write told, which knew of no issue but each group's own.
std::optional<Known> told_by(Context context, const Origin& origin, const Error& refusal) {
  http::ToldRows told(context.keep(refusal.detail), context.arena());
  Known known{origin, told.next<KnownGroup>(), told.next<KnownEvent>()};
  return told.ok() ? std::optional(std::move(known)) : std::nullopt;
}

// What is known after try number `tries` was refused.
effect::Task<Known> learn(Context context, Origin origin, int tries, const Error* refusal,
                          const std::vector<Incoming>* events) {
  if (tries == 1 && writes_at_once(context))
    if (auto told = told_by(context, origin, *refusal)) co_return std::move(*told);
  auto known = co_await read_known(context, origin, events);
  co_return known;
}

const KnownGroup& group_of(const Known& known, std::string_view fingerprint) {
  return *std::ranges::find(known.groups, fingerprint, &KnownGroup::fingerprint);
}

// The issue of an event that is stored already, or stands earlier in the same request.
std::optional<IssueId> issue_of(const Known& known, const std::vector<Accepted>& accepted,
                                EventId id) {
  const auto stored = std::ranges::find(known.events, id.text, &KnownEvent::id);
  if (stored != known.events.end()) return stored->issue_id;
  const auto before = std::ranges::find(accepted, id, &Accepted::id);
  return before == accepted.end() ? std::nullopt : std::optional(before->issue_id);
}

std::vector<Accepted> add_all(IngestPlan& plan, const Known& known,
                              const std::vector<Incoming>& events) {
  std::vector<Accepted> accepted;
  for (const Incoming& event : events) {
    const auto repeated = issue_of(known, accepted, event.id);
    accepted.push_back(
        {event.id, repeated ? *repeated : plan.add(event, group_of(known, event.grouping.key))});
  }
  return accepted;
}

}  // namespace

EventId event_id_of(Context context, std::string_view source, OrgId org, std::string_view id) {
  return EventId{context.keep(Hash128().add(source).add(org.text).add(id).to_uuid())};
}

effect::Task<std::vector<Accepted>> store(Context context, Origin origin,
                                          std::vector<Incoming> events) {
  Known known = co_await begin_with(context, co_await find_origin(context, origin), &events);
  for (int tries = 1;; ++tries) {
    IngestPlan plan(known.origin, context);
    auto accepted = add_all(plan, known, events);
    if (plan.empty()) co_return accepted;
    const auto written = co_await effect::attempt(context.db().write(plan.batch()));
    if (written) co_return accepted;
    if (written.error().code != Code::conflict) co_await Result<Nothing>(written.error());
    if (tries == tries_max) co_await Result<Nothing>(Error(Code::conflict));
    known = co_await learn(context, known.origin, tries, &written.error(), &events);
  }
}

}  // namespace arris::errors
