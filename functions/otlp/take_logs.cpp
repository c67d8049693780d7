#include <algorithm>
#include <tuple>

#include "otlp/chunks.h"
#include "otlp/exchange.h"
#include "otlp/handlers.h"
#include "otlp/logs.h"
#include "otlp/messages.h"
#include "otlp/queries.h"
#include "otlp/rows.h"

namespace arris::otlp {
namespace {

using http::Context;

// From the first record on, in the order of time.
std::vector<LogsRow> rows_of(Context context, ChunkIds& ids,
                             const std::vector<LogRecord>& records) {
  Chunks<LogsRow, &LogsRow::records> chunks(context);
  for (const LogRecord& record : records) {
    LogsRow& row = chunks.add(
        record.json, [&] { return LogsRow{ids.next(record.at_us), record.at_us, 0, 0, {}}; });
    row.last_at_us = record.at_us;
    ++row.record_count;
  }
  return chunks.take();
}

}  // namespace

effect::Task<Reply<RawAnswer>> take_logs(Call<Nothing, Nothing, RawBody> call) {
  const Context context = call.context;
  const auto json = co_await json_of(context, call.body.bytes, logs_message);
  auto records = read_logs(json, context.now_ms(), context.arena());
  if (!records) co_await Result<Nothing>(not_this_signal());
  std::ranges::sort(records->taken, {},
                    [](const LogRecord& record) { return std::tie(record.at_us, record.place); });
  ChunkIds ids(context, call.body.bytes);
  storage::Batch batch;
  add_rows(context, rows_of(context, ids, records->taken),
           [&](std::string_view rows) { batch.add(add_logs(context.who().org, rows)); });
  co_return answer_of(context, records->refused, "rejectedLogRecords").commit(std::move(batch));
}

}  // namespace arris::otlp
