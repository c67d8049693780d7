#include "json/csv.h"
#include "telemetry/handlers.h"
#include "telemetry/reads.h"

namespace arris::telemetry {
namespace {

using http::RawAnswer;

template <class Row>
RawAnswer written(const std::vector<Row>& rows, Format format) {
  if (format == Format::csv) return {json::csv_of(rows)};
  RawAnswer answer;
  json::encode(answer.bytes, rows);
  return answer;
}

// The rows of a report, as many as its page shows.
effect::Task<RawAnswer> rows_of(http::Context context, ExportAsked asked, Format format) {
  const RangeAsked range{asked.range, asked.from_ms, asked.to_ms};
  switch (asked.report) {
    case Report::components: {
      const auto components = co_await read_components(
          context, {asked.range, asked.from_ms, asked.to_ms, asked.sort, {}, {}});
      co_return written(components, format);
    }
    case Report::engagement: {
      const auto engagement = co_await read_engagement(context, range);
      co_return written(engagement.series, format);
    }
    case Report::pages: {
      const auto engagement = co_await read_engagement(context, range);
      co_return written(engagement.pages, format);
    }
    case Report::performance: {
      const auto performance = co_await read_performance(
          context, {asked.range, asked.from_ms, asked.to_ms, asked.bucket});
      co_return written(performance.series, format);
    }
    case Report::trends:
      break;
  }
  const auto trend = co_await read_trend(context, {asked.metric,
                                                   asked.range,
                                                   asked.from_ms,
                                                   asked.to_ms,
                                                   asked.bucket,
                                                   asked.utc_offset_min,
                                                   {}});
  co_return written(trend.now.series, format);
}

}  // namespace

effect::Task<Reply<RawAnswer>> export_report(Call<Nothing, ExportAsked> call) {
  const Format format = call.query.format.value_or(Format::csv);
  auto rows = co_await rows_of(call.context, call.query, format);
  auto answer = reply(std::move(rows));
  if (format == Format::json) {
    answer.headers.push_back({"content-type", "application/json; charset=utf-8"});
    co_return answer;
  }
  std::string file = "attachment; filename=\"";
  file.append(boost::describe::enum_to_string(call.query.report, "report")).append(".csv\"");
  answer.headers.push_back({"content-type", "text/csv; charset=utf-8"});
  answer.headers.push_back({"content-disposition", call.context.keep(file)});
  co_return answer;
}

}  // namespace arris::telemetry
