#include <algorithm>

#include "core/text.h"
#include "errors/handlers.h"
#include "storage/search.h"

namespace arris::errors {
namespace {

using http::before_all;
using http::Context;
using http::limit_of;
using http::Position;

// The first of the 24 hours that a sparkline shows.
std::int64_t sparkline_start(Context context) {
  const std::int64_t now_ms = context.now_ms();
  return now_ms - now_ms % hour_ms - 23 * hour_ms;
}

std::vector<std::int64_t> empty_sparkline() { return std::vector<std::int64_t>(24); }

void count_at(std::vector<std::int64_t>& line, std::int64_t start_ms, std::int64_t at_ms,
              std::int64_t events) {
  const std::int64_t place = (at_ms - start_ms) / hour_ms;
  if (at_ms >= start_ms && place < 24) line[static_cast<std::size_t>(place)] += events;
}

// "at_ms:events,at_ms:events"
std::vector<std::int64_t> sparkline_of(std::string_view hours, std::int64_t start_ms) {
  auto line = empty_sparkline();
  while (!hours.empty()) {
    const auto entry = hours.substr(0, hours.find(','));
    hours.remove_prefix(std::min(entry.size() + 1, hours.size()));
    const auto colon = entry.find(':');
    if (colon == std::string_view::npos) continue;
    count_at(line, start_ms, parse_integer(entry.substr(0, colon)).value_or(0),
             parse_integer(entry.substr(colon + 1)).value_or(0));
  }
  return line;
}

std::string_view match_of(Context context, std::string_view org, std::string_view typed) {
  std::string match = "org : \"" + std::string(org) + "\"";
  storage::add_typed_words(match, "{title culprit}", typed);
  return context.keep(match);
}

const IssueList& list_for(Sort sort) {
  switch (sort) {
    case Sort::first_seen:
      return list_by_first_seen;
    case Sort::events:
      return list_by_events;
    case Sort::users:
      return list_by_people;
    case Sort::last_seen:
      break;
  }
  return list_by_last_seen;
}

std::int64_t sort_value(const ListedIssue& issue, Sort sort) {
  switch (sort) {
    case Sort::first_seen:
      return issue.first_seen_at_ms;
    case Sort::events:
      return issue.event_count;
    case Sort::users:
      return issue.people_count;
    case Sort::last_seen:
      break;
  }
  return issue.last_seen_at_ms;
}

ListedIssue listed(const ListedRow& row, std::int64_t start_ms) {
  return {row.id,
          row.title,
          row.culprit,
          row.error_type,
          row.level,
          row.severity,
          row.state,
          row.assignee_id,
          row.environment,
          row.release,
          row.first_seen_at_ms,
          row.last_seen_at_ms,
          row.event_count,
          row.people_count,
          row.version,
          sparkline_of(row.hours.value_or(""), start_ms)};
}

EventDetail detail_of(const EventRow& row) {
  return {row.id,      row.issue_id,    row.at_ms,  row.received_at_ms, row.level,
          row.release, row.environment, row.person, row.fingerprint,    {row.payload}};
}

}  // namespace

effect::Task<Reply<Page<ListedIssue>>> list_issues(Call<Nothing, IssueFilter> call) {
  Context context = call.context;
  const IssueFilter& filter = call.query;
  const Sort sort = filter.sort.value_or(Sort::last_seen);
  const Position from = context.position().value_or(before_all);
  const std::int64_t limit = limit_of(filter.limit);
  const OrgId org = context.who().org;
  std::optional<std::string_view> match;
  if (filter.q) match = match_of(context, org.text, filter.q->text);
  const auto query = [&](const auto& list, auto... more) {
    return list(org, filter.severity, filter.state, filter.resolved, filter.pipeline_id,
                filter.execution_id, filter.environment, filter.release, match, from.sort, from.id,
                limit + 1, sparkline_start(context) - 1, more...);
  };
  const auto rows = co_await context.db().read(
      filter.trace_id ? query(list_of_trace, *filter.trace_id, sort) : query(list_for(sort)));
  std::vector<ListedIssue> issues;
  for (const ListedRow& row : rows) issues.push_back(listed(row, sparkline_start(context)));
  auto page = co_await http::page_of(context, std::move(issues), static_cast<std::size_t>(limit),
                                     [sort](const ListedIssue& issue) {
                                       return Position{sort_value(issue, sort), issue.id.text};
                                     });
  co_return reply(std::move(page));
}

effect::Task<Reply<Stats>> show_stats(Call<Nothing, StatsFilter> call) {
  Context context = call.context;
  const auto window =
      co_await http::window_of(http::range_of(call.query), context.now_ms(), http::Range::day);
  const std::int64_t start_ms = window.range.from_ms;
  const OrgId org = context.who().org;
  auto [rows, states] =
      co_await context.db().read(list_hours(org, "*", start_ms), count_states(org));
  Stats stats{{}, std::move(states), 0};
  const std::int64_t bucket_ms = window.range.length_ms() <= day_ms ? hour_ms : day_ms;
  for (const Bucket& hour : rows) {
    const std::int64_t at_ms = hour.at_ms - hour.at_ms % bucket_ms;
    if (stats.series.empty() || stats.series.back().at_ms != at_ms)
      stats.series.push_back({at_ms, 0});
    stats.series.back().event_count += hour.event_count;
    stats.event_count += hour.event_count;
  }
  co_return reply(std::move(stats));
}

effect::Task<Reply<IssueDetail>> show_issue(Call<IssuePath> call) {
  Context context = call.context;
  const OrgId org = context.who().org;
  const IssueId id = call.path.id;
  const std::int64_t start_ms = sparkline_start(context);
  auto [issues, events, facets, fingerprints, hours] = co_await context.db().read(
      find_issue(org, id), find_latest_event(org, id), list_facets(org, id),
      list_fingerprints(org, id), list_hours(org, id.text, start_ms - 1));
  if (issues.empty()) co_await Result<Nothing>(not_found());
  IssueDetail detail{issues.front(), std::nullopt, std::move(facets), std::move(fingerprints),
                     empty_sparkline()};
  if (!events.empty()) detail.latest_event = detail_of(events.front());
  for (const Bucket& hour : hours)
    count_at(detail.sparkline, start_ms, hour.at_ms, hour.event_count);
  const std::int64_t version = detail.issue.version, events_seen = detail.issue.event_count;
  co_return reply(std::move(detail)).version(version, events_seen);
}

effect::Task<Reply<Page<EventSummary>>> list_issue_events(Call<IssuePath, Paging> call) {
  Context context = call.context;
  const OrgId org = context.who().org;
  const Position from = context.position().value_or(before_all);
  const std::int64_t limit = limit_of(call.query.limit);
  auto [issues, rows] = co_await context.db().read(
      find_issue(org, call.path.id), list_events(org, call.path.id, from.sort, from.id, limit + 1));
  if (issues.empty()) co_await Result<Nothing>(not_found());
  auto page = co_await http::page_of(
      context, std::move(rows), static_cast<std::size_t>(limit),
      [](const EventSummary& event) { return Position{event.at_ms, event.id.text}; });
  co_return reply(std::move(page));
}

effect::Task<Reply<EventDetail>> show_event(Call<EventPath> call) {
  const auto row = co_await call.context.db().get(find_event(call.context.who().org, call.path.id));
  co_return reply(detail_of(row));
}

effect::Task<Reply<Page<HistoryEntry>>> list_issue_history(Call<IssuePath, Paging> call) {
  Context context = call.context;
  const OrgId org = context.who().org;
  const Position from = context.position().value_or(before_all);
  const std::int64_t limit = limit_of(call.query.limit);
  auto [issues, rows] =
      co_await context.db().read(find_issue(org, call.path.id),
                                 list_history(org, call.path.id, from.sort, from.id, limit + 1));
  if (issues.empty()) co_await Result<Nothing>(not_found());
  auto page = co_await http::page_of(
      context, std::move(rows), static_cast<std::size_t>(limit),
      [](const HistoryEntry& entry) { return Position{entry.at_ms, entry.id}; });
  co_return reply(std::move(page));
}

}  // namespace arris::errors
