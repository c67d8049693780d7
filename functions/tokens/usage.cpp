#include <algorithm>

#include "http/as_json.h"
#include "metering/model_name.h"
#include "tokens/handlers.h"
#include "tokens/ledger.h"
#include "tokens/show_use.h"
#include "tokens/spans.h"

namespace arris::tokens {
namespace {

using http::Context;
using http::Range;
using http::Window;

constexpr std::int64_t quarter_ms = 15 * minute_ms;
constexpr std::int64_t minutes_kept_ms = 8 * day_ms;
constexpr std::int64_t as_one_ms = 800 * day_ms;  // longer than any range

// Which sums answer a request: a kind of token_hours and its value, or the calls of a run.
struct Source {
  std::string_view kind = "total", value;
  std::int64_t step_ms = quarter_ms;
};

Totals totals_of(Context context, const SumRow& row) {
  Totals totals{};
  totals.requests = row.requests;
  totals.unpriced = row.unpriced;
  show_use(context, row, totals);
  return totals;
}

void add_row(SumRow& sum, const SumRow& row, std::int64_t factor = 1) {
  sum.requests += factor * row.requests;
  sum.unpriced += factor * row.unpriced;
  sum.cost_nano_usd += factor * row.cost_nano_usd;
#define X(name) sum.name += factor * row.name;
  ARRIS_TOKEN_BUCKETS(X)
#undef X
}

SumRow sum_of(const std::vector<SumRow>& rows) {
  SumRow sum{};
  for (const SumRow& row : rows) add_row(sum, row);
  return sum;
}

// A range whose ends lie on steps of the sums, so that nothing is counted in part.
TimeRange on_steps(TimeRange range, std::int64_t step_ms) {
  return {round_down(range.from_ms, step_ms), round_down(range.to_ms + step_ms - 1, step_ms)};
}

struct Value {
  std::string_view parameter;
  std::optional<std::string_view> value;
};

// What narrows the sums. A provider beside a model says whose.
struct Values {
  explicit Values(const UsageFilter& filter)
      : all{{"model", filter.model},
            {"provider", filter.provider},
            {"agent_id", filter.agent_id},
            {"pipeline_id", filter.pipeline_id},
            {"key_id", filter.key_id},
            {"user_id", filter.user_id},
            {"execution_id", filter.execution_id}} {
    if (filter.model) all[1].value.reset();
  }
  Value all[7];
};

constexpr std::string_view of_run = "run";

constexpr std::string_view kinds[] = {"model", "provider", "agent", "pipeline", "key", "user"};

Source source_of(Context context, const UsageFilter& filter) {
  if (filter.execution_id) return {of_run, *filter.execution_id, minute_ms};
  Source source;
  const Values values(filter);
  for (std::size_t i = 0; i < std::size(kinds); ++i)
    if (values.all[i].value) source = {kinds[i], *values.all[i].value, hour_ms};
  if (filter.model && filter.provider)
    source.value = context.keep(std::string(*filter.provider) + "/" + std::string(*filter.model));
  return source;
}

// Minutes are kept for days, and only of the whole org: who asks for a short range alone gets hours else.
Status refine(Source& source, Window& window, std::optional<Bucket> asked, std::int64_t now_ms) {
  if (window.bucket != Bucket::minute || source.kind == of_run) return success();
  const bool single = source.kind != "total";
  const bool old = window.range.from_ms < now_ms - minutes_kept_ms;
  if (asked && single)
    return invalid("?bucket", "too_fine", "must be hour or longer for a single value");
  if (asked && old) return invalid("?bucket", "too_old", "minutes are kept for 8 days");
  if (single || old) {
    window.bucket = Bucket::hour;
    return success();
  }
  source.kind = "minute";
  source.step_ms = minute_ms;
  return success();
}

// How far back the earlier period lies: a stated time, else all of the range, so that they meet.
std::int64_t distance_of(const Window& window, TimeRange range) {
  const bool meets = !window.earlier || window.earlier->to_ms == window.range.from_ms;
  return meets ? range.length_ms() : window.range.from_ms - window.earlier->from_ms;
}

// A single value's sums have hours, so days that begin between hours begin at the hour before.
Window fitting(Window window, const Source& source) {
  window.offset_ms = round_down(window.offset_ms, source.step_ms);
  const TimeRange range = on_steps(window.range, source.step_ms);
  const std::int64_t length_ms = range.length_ms();
  const std::int64_t from_ms =
      round_down(range.from_ms - distance_of(window, range), source.step_ms);
  window.range = range;
  window.earlier = {std::max<std::int64_t>(from_ms, 0),
                    std::max<std::int64_t>(from_ms + length_ms, 0)};
  return window;
}

std::vector<Point> points_of(const Window& window, const std::vector<SumRow>& rows) {
  std::vector<Point> points(window.bucket_count());
  const std::int64_t first_ms = window.bucket_of(window.range.from_ms);
  for (std::size_t i = 0; i < points.size(); ++i)
    points[i].at_ms = first_ms + static_cast<std::int64_t>(i) * length_ms(window.bucket);
  for (const SumRow& row : rows) {
    const auto place = static_cast<std::size_t>((row.at_ms - first_ms) / length_ms(window.bucket));
    if (place >= points.size()) continue;
    const Buckets buckets = buckets_of(row);
    points[place] = {points[place].at_ms,     row.requests,           buckets.input_tokens(),
                     buckets.output_tokens(), buckets.total_tokens(), row.cost_nano_usd};
  }
  return points;
}

std::int64_t share_percent(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? 0 : change_percent(part + whole, whole).value_or(0);
}

// A model's value is provider/model.
Part part_of(Context context, By by, const SumRow& row, const SumRow& whole) {
  Part part{row.value, std::nullopt, share_percent(row.cost_nano_usd, whole.cost_nano_usd),
            totals_of(context, row)};
  const auto slash = row.value.find('/');
  if (by != By::model || slash == std::string_view::npos) return part;
  part.provider = row.value.substr(0, slash);
  part.key = row.value.substr(slash + 1);
  return part;
}

// How far behind 1970 the buckets begin that hold `at_ms`, less than one of them.
std::int64_t shift_of(const Window& window) {
  const std::int64_t step_ms = length_ms(window.bucket);
  const std::int64_t start_ms = window.bucket_of(window.range.from_ms);
  return start_ms - round_down(start_ms, step_ms);
}

storage::Bound<SumRow> series_in(Context context, const Source& source, TimeRange range,
                                 std::int64_t step_ms, std::int64_t shift_ms) {
  if (source.kind == of_run)
    return sum_series_of_run(context.who().org, source.value, range.from_ms, range.to_ms, step_ms,
                             shift_ms);
  const auto spans = spans_of(source.kind, range, step_ms, shift_ms);
  return sum_series(context.who().org, as_json(context, spans), source.value, step_ms, shift_ms);
}

}  // namespace

void find_faults(const UsageFilter& filter, json::Faults& faults) {
  bool narrowed = false;
  for (const Value& value : Values(filter).all) {
    if (!value.value) continue;
    if (std::exchange(narrowed, true))
      faults.add_at(value.parameter, "too_many", "comes without another value");
  }
  http::find_range_faults(http::range_of(filter), faults, Range::month);
  if (filter.bucket == Bucket::minute && narrowed && !filter.execution_id)
    faults.add_at("bucket", "too_fine", "must be hour or longer for a single value");
}

effect::Task<Reply<UsageReport>> show_usage(Call<Nothing, UsageFilter> call) {
  Context context = call.context;
  call.query.provider = lowered(context, call.query.provider);
  auto source = source_of(context, call.query);
  auto asked = co_await http::window_of(http::range_of(call.query), context.now_ms(), Range::month);
  co_await refine(source, asked, call.query.bucket, context.now_ms());
  const Window window = fitting(asked, source);
  const TimeRange earlier = *window.earlier;
  auto [rows, before] = co_await context.db().read(
      series_in(context, source, window.range, length_ms(window.bucket), shift_of(window)),
      series_in(context, source, earlier, as_one_ms, 0));
  const SumRow now = sum_of(rows), then = sum_of(before);
  UsageReport report{window.range.from_ms,
                     window.range.to_ms,
                     window.bucket,
                     window.offset_ms / minute_ms,
                     {},
                     {},
                     {},
                     {}};
  report.totals = totals_of(context, now);
  report.previous = {earlier.from_ms, earlier.to_ms, totals_of(context, then)};
  report.change_percent = {
      change_percent(now.requests, then.requests),
      change_percent(report.totals.total_tokens, report.previous.totals.total_tokens),
      change_percent(now.cost_nano_usd, then.cost_nano_usd)};
  report.series = points_of(window, rows);
  co_return reply(std::move(report));
}

effect::Task<Reply<Breakdown>> show_breakdown(Call<Nothing, BreakdownFilter> call) {
  Context context = call.context;
  const auto window =
      co_await http::window_of(http::range_of(call.query), context.now_ms(), Range::month);
  const TimeRange range = on_steps(window.range, hour_ms);
  const OrgId org = context.who().org;
  const std::int64_t limit = http::limit_of(call.query.limit);
  const auto kind = kinds[static_cast<std::size_t>(call.query.by)];
  auto [rows, all] = co_await context.db().read(
      sum_values(org, as_json(context, spans_of(kind, range, as_one_ms, 0)), limit),
      series_in(context, {}, range, as_one_ms, 0));
  const SumRow whole = sum_of(all);
  SumRow rest = whole;
  Breakdown breakdown{call.query.by, range.from_ms, range.to_ms, totals_of(context, whole), {}, {}};
  for (const SumRow& row : rows) {
    breakdown.data.push_back(part_of(context, call.query.by, row, whole));
    add_row(rest, row, -1);
  }
  breakdown.rest = totals_of(context, rest);
  co_return reply(std::move(breakdown));
}

}  // namespace arris::tokens
