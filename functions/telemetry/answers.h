#pragma once
// What telemetry tells. Times are Unix ms UTC; `from_ms` and `to_ms` are those that were read: whole
// minutes, hours or days, of which the present one counts as far as it went. Percents are whole for
// changes and have fractions for shares.

#include "http/range.h"
#include "telemetry/shapes.h"

namespace arris::telemetry {

using MaybeDecimal = std::optional<Decimal>;

// ---- summary

// `error_events` are those of the kind error; what went wrong is told by /errors. People and sessions
// are counted in whole hours or days: of the time from `people_from_ms` up to `people_to_ms`.
// Durations are null when no event had one.
struct EventTotals {
  std::int64_t from_ms = 0, to_ms = 0;
  std::int64_t events = 0, views = 0, actions = 0, performance = 0, error_events = 0, people = 0,
               sessions = 0;
  std::int64_t people_from_ms = 0, people_to_ms = 0;
  Decimal error_percent;
  MaybeDecimal average_ms, p50_ms, p95_ms, p99_ms;
};
BOOST_DESCRIBE_STRUCT(EventTotals, (),
                      (from_ms, to_ms, events, views, actions, performance, error_events, people,
                       sessions, people_from_ms, people_to_ms, error_percent, average_ms, p50_ms,
                       p95_ms, p99_ms))

struct TrendPoint {
  std::int64_t at_ms = 0;
  MaybeDecimal value;
};
BOOST_DESCRIBE_STRUCT(TrendPoint, (), (at_ms, value))

// EventChanges in percent against the time before; null when there was nothing then.
struct EventChanges {
  std::optional<std::int64_t> events, people, sessions, error_events, p95_ms;
};
BOOST_DESCRIBE_STRUCT(EventChanges, (), (events, people, sessions, error_events, p95_ms))

struct Summary {
  EventTotals now, earlier;
  EventChanges change_percent;
  Bucket bucket = Bucket::day;
  std::vector<TrendPoint> series;  // events
};
BOOST_DESCRIBE_STRUCT(Summary, (), (now, earlier, change_percent, bucket, series))

// ---- components

// `trend_percent` compares uses with those of the time before.
struct Component {
  std::string_view component;
  std::int64_t uses = 0, people = 0, error_events = 0;
  Decimal error_percent;
  MaybeDecimal average_ms, p50_ms, p95_ms, p99_ms;
  std::int64_t earlier_uses = 0;
  std::optional<std::int64_t> trend_percent;
};
BOOST_DESCRIBE_STRUCT(Component, (),
                      (component, uses, people, error_events, error_percent, average_ms, p50_ms,
                       p95_ms, p99_ms, earlier_uses, trend_percent))

// ---- trends

// `errors` are the events that /errors counts, not telemetry's events of the kind error; `executions`
// are the runs that were begun.
enum class Metric : std::uint8_t {
  events,
  people,
  sessions,
  errors,
  executions,
  tokens,
  cost,
  p50,
  p95,
  p99
};
BOOST_DESCRIBE_ENUM(Metric, events, people, sessions, errors, executions, tokens, cost, p50, p95,
                    p99)

enum class Unit : std::uint8_t { count, ms, nano_usd };
BOOST_DESCRIBE_ENUM(Unit, count, ms, nano_usd)

// `total` of people and sessions counts each once; of a percentile it is that of the whole span.
struct Line {
  std::int64_t from_ms = 0, to_ms = 0;
  MaybeDecimal total;
  std::vector<TrendPoint> series;
};
BOOST_DESCRIBE_STRUCT(Line, (), (from_ms, to_ms, total, series))

// `utc_offset_min` is the one that held: 0 where only days of UTC are kept, else whole hours, or
// quarters of them for tokens and their cost.
struct Trend {
  Metric metric = Metric::events;
  Unit unit = Unit::count;
  Bucket bucket = Bucket::day;
  std::int64_t utc_offset_min = 0;
  Line now;
  std::optional<Line> earlier;
  std::optional<std::int64_t> change_percent;
};
BOOST_DESCRIBE_STRUCT(Trend, (),
                      (metric, unit, bucket, utc_offset_min, now, earlier, change_percent))

// ---- engagement

// People of the day, of the 7 days that it ends and of the 30 days that it ends.
struct EngagedDay {
  std::int64_t at_ms = 0, dau = 0, wau = 0, mau = 0, new_people = 0, returning_people = 0;
};
BOOST_DESCRIBE_STRUCT(EngagedDay, (), (at_ms, dau, wau, mau, new_people, returning_people))

// `retained` holds how many were there in the week itself, in the next, and so on to the present.
struct Cohort {
  std::int64_t at_ms = 0, people = 0;
  std::vector<std::int64_t> retained;
  std::vector<Decimal> retained_percent;
};
BOOST_DESCRIBE_STRUCT(Cohort, (), (at_ms, people, retained, retained_percent))

struct PageViews {
  std::string_view page;
  std::int64_t views = 0, people = 0;
};
BOOST_DESCRIBE_STRUCT(PageViews, (), (page, views, people))

// `dau`, `wau` and `mau` are those of the last day. Stickiness is the mean of the people of its 30
// days in percent of `mau`.
struct Engagement {
  std::int64_t from_ms = 0, to_ms = 0, dau = 0, wau = 0, mau = 0;
  MaybeDecimal stickiness_percent;
  std::int64_t people = 0, sessions = 0;
  MaybeDecimal sessions_per_person;
  std::vector<EngagedDay> series;
  std::vector<Cohort> cohorts;
  std::vector<PageViews> pages;
};
BOOST_DESCRIBE_STRUCT(Engagement, (),
                      (from_ms, to_ms, dau, wau, mau, stickiness_percent, people, sessions,
                       sessions_per_person, series, cohorts, pages))

// ---- performance

struct SlowPoint {
  std::int64_t at_ms = 0;
  MaybeDecimal p50_ms, p95_ms, p99_ms;
};
BOOST_DESCRIBE_STRUCT(SlowPoint, (), (at_ms, p50_ms, p95_ms, p99_ms))

struct Performance {
  std::int64_t from_ms = 0, to_ms = 0;
  Bucket bucket = Bucket::day;
  std::int64_t durations = 0;
  MaybeDecimal p50_ms, p75_ms, p90_ms, p95_ms, p99_ms;
  std::vector<SlowPoint> series;
  std::vector<Component> slowest;  // ten components by their p95
};
BOOST_DESCRIBE_STRUCT(Performance, (),
                      (from_ms, to_ms, bucket, durations, p50_ms, p75_ms, p90_ms, p95_ms, p99_ms,
                       series, slowest))

// ---- what is asked for

enum class ComponentSort : std::uint8_t {
  uses,
  people,
  p50,
  p95,
  p99,
  error_events,
  error_percent,
  name
};
BOOST_DESCRIBE_ENUM(ComponentSort, uses, people, p50, p95, p99, error_events, error_percent, name)

enum class Report : std::uint8_t { trends, components, engagement, pages, performance };
BOOST_DESCRIBE_ENUM(Report, trends, components, engagement, pages, performance)

enum class Format : std::uint8_t { csv, json };
BOOST_DESCRIBE_ENUM(Format, csv, json)

// What a report does not take is passed over: a metric is of trends, a sort of components.
struct ExportAsked {
  Report report = Report::trends;
  std::optional<Format> format;
  std::optional<Metric> metric;
  std::optional<ComponentSort> sort;
  std::optional<http::Range> range;
  std::optional<std::int64_t> from_ms, to_ms;
  std::optional<Bucket> bucket;
  std::optional<http::UtcOffset> utc_offset_min;
};
BOOST_DESCRIBE_STRUCT(ExportAsked, (),
                      (report, format, metric, sort, range, from_ms, to_ms, bucket, utc_offset_min))

struct RangeAsked {
  std::optional<http::Range> range;
  std::optional<std::int64_t> from_ms, to_ms;
};
BOOST_DESCRIBE_STRUCT(RangeAsked, (), (range, from_ms, to_ms))

struct ComponentsAsked {
  std::optional<http::Range> range;
  std::optional<std::int64_t> from_ms, to_ms;
  std::optional<ComponentSort> sort;
  std::optional<json::Integer<1, 200>> limit;
  std::optional<std::string_view> cursor;
};
BOOST_DESCRIBE_STRUCT(ComponentsAsked, (), (range, from_ms, to_ms, sort, limit, cursor))

struct TrendAsked {
  std::optional<Metric> metric;
  std::optional<http::Range> range;
  std::optional<std::int64_t> from_ms, to_ms;
  std::optional<Bucket> bucket;
  std::optional<http::UtcOffset> utc_offset_min;
  std::optional<http::Compare> compare;
};
BOOST_DESCRIBE_STRUCT(TrendAsked, (),
                      (metric, range, from_ms, to_ms, bucket, utc_offset_min, compare))

struct PerformanceAsked {
  std::optional<http::Range> range;
  std::optional<std::int64_t> from_ms, to_ms;
  std::optional<Bucket> bucket;
};
BOOST_DESCRIBE_STRUCT(PerformanceAsked, (), (range, from_ms, to_ms, bucket))

}  // namespace arris::telemetry
