#include "errors/ingest.h"

#include <algorithm>

#include "core/hash.h"
#include "errors/ingest_plan.h"

namespace arris::errors {
namespace {

using http::Context;

constexpr int tries_max = 3;  // a merge between the read and the write makes the plan void

std::string_view fingerprints_of(Context context, const std::vector<Incoming>& events) {
  std::vector<std::string_view> keys;
  for (const Incoming& event : events) {
    if (std::ranges::find(keys, event.grouping.key) == keys.end())
      keys.push_back(event.grouping.key);
  }
  std::string text;
  json::encode(text, keys);
  return context.keep(text);
}

std::string_view ids_of(Context context, const std::vector<Incoming>& events) {
  std::vector<EventId> ids;
  ids.reserve(events.size());
  for (const Incoming& event : events) ids.push_back(event.id);
  std::string text;
  json::encode(text, ids);
  return context.keep(text);
}

effect::Task<std::vector<KnownGroup>> read_groups(Context context, Origin origin,
                                                  std::string_view fingerprints) {
  if (origin.project_number == 0) {
    auto groups =
        co_await context.db().read(find_groups(origin.org, origin.project_id, fingerprints));
    co_return groups;
  }
  auto groups = co_await context.db().read(
      find_project_groups(origin.project_number, origin.public_key, fingerprints));
  if (groups.empty())
    co_await Result<Nothing>(Error{Code::forbidden, "No project has this number and key"});
  co_return groups;
}

const KnownGroup& group_of(const std::vector<KnownGroup>& groups, std::string_view fingerprint) {
  return *std::ranges::find(groups, fingerprint, &KnownGroup::fingerprint);
}

bool is_known(const std::vector<KnownEvent>& known, EventId id) {
  return std::ranges::find(known, id.text, &KnownEvent::id) != known.end();
}

}  // namespace

EventId event_id_of(Context context, std::string_view source, OrgId org, std::string_view id) {
  return EventId{context.keep(Hash128().add(source).add(org.text).add(id).to_uuid())};
}

effect::Task<std::vector<Accepted>> store(Context context, Origin origin,
                                          std::vector<Incoming> events) {
  const auto fingerprints = fingerprints_of(context, events);
  const auto ids = ids_of(context, events);
  std::vector<KnownEvent> stored;
  for (int attempt = 1;; ++attempt) {
    const auto groups = co_await read_groups(context, origin, fingerprints);
    IngestPlan plan(groups.front().org_id, groups.front().project_id, context.now_ms(), context);
    std::vector<Accepted> accepted;
    for (const Incoming& event : events) {
      const KnownGroup& known = group_of(groups, event.grouping.key);
      if (is_known(stored, event.id)) {
        accepted.push_back({event.id, known.issue_id.value_or(IssueId{})});
        continue;
      }
      accepted.push_back({event.id, plan.add(event, known)});
    }
    if (plan.empty()) co_return accepted;
    const auto written = co_await effect::attempt(context.db().write(plan.batch()));
    if (written) co_return accepted;
    if (written.error().code != Code::conflict || attempt == tries_max)
      co_await Result<Nothing>(written.error());
    stored = co_await context.db().read(find_known_events(groups.front().org_id, ids));
  }
}

}  // namespace arris::errors
