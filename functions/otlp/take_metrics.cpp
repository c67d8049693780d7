#include <algorithm>
#include <tuple>

#include "otlp/chunks.h"
#include "otlp/exchange.h"
#include "otlp/handlers.h"
#include "otlp/messages.h"
#include "otlp/metrics.h"
#include "otlp/queries.h"
#include "otlp/rows.h"

namespace arris::otlp {
namespace {

using http::Context;

std::string_view with_service(Context context, const Point& point) {
  std::string text = "{\"service\":";
  json::encode(text, point.service);
  return context.keep(text.append(",").append(point.json.substr(1)));
}

// REQUIRES: points by name and time
std::vector<PointsRow> rows_of(Context context, ChunkIds& ids, const std::vector<Point>& points) {
  Chunks<PointsRow, &PointsRow::points> chunks(context);
  for (const Point& point : points) {
    if (chunks.row().name != point.name) chunks.close();
    PointsRow& row = chunks.add(with_service(context, point), [&] {
      return PointsRow{point.name, ids.next(point.at_us), point.at_us, 0, 0, {}};
    });
    row.last_at_us = point.at_us;
    ++row.point_count;
  }
  return chunks.take();
}

// What the last point of each name says of it.
std::vector<MetricRow> metrics_of(const std::vector<Point>& points) {
  std::vector<MetricRow> rows;
  for (const Point& point : points) {
    if (rows.empty() || rows.back().name != point.name) rows.emplace_back();
    rows.back() = {point.name,        text_of(point.kind), point.unit,
                   point.description, point.temporality,   point.monotonic ? 1 : 0};
  }
  return rows;
}

}  // namespace

effect::Task<Reply<RawAnswer>> take_metrics(Call<Nothing, Nothing, RawBody> call) {
  const Context context = call.context;
  const auto json = co_await json_of(context, call.body.bytes, metrics_message);
  auto points = read_metrics(json, context.now_ms(), context.arena());
  if (!points) co_await Result<Nothing>(not_this_signal());
  std::ranges::sort(points->taken, {}, [](const Point& point) {
    return std::tie(point.name, point.at_us, point.json);
  });
  const OrgId org = context.who().org;
  ChunkIds ids(context, call.body.bytes);
  storage::Batch batch;
  add_rows(context, metrics_of(points->taken),
           [&](std::string_view rows) { batch.add(add_metrics(org, rows, context.now_ms())); });
  add_rows(context, rows_of(context, ids, points->taken),
           [&](std::string_view rows) { batch.add(add_points(org, rows)); });
  co_return answer_of(context, points->refused, "rejectedDataPoints").commit(std::move(batch));
}

}  // namespace arris::otlp
