#include "otlp/span_rows.h"

#include <algorithm>
#include <span>

#include "core/pack.h"
#include "otlp/chunks.h"

namespace arris::otlp {
namespace {

using http::Context;

void name(SpansRow& row, const Span& span) {
  row.root = span.parent_id.empty() ? 1 : 0;
  row.name = span.name;
  row.service = span.service;
}

SpansRow row_from(ChunkIds& ids, const Span& span) {
  SpansRow row{};
  row.trace_id = span.trace_id;
  row.id = ids.next(span.start_us);
  row.start_at_us = span.start_us;
  name(row, span);
  return row;
}

// What SQL has to know of a chunk without reading it.
void seal(Context context, SpansRow& row, std::span<const Span> spans) {
  std::string ids, failed, named;
  const auto quoted = [](std::string_view id) { return "\"" + std::string(id) + "\""; };
  for (const Span& span : spans) {
    append_item(ids, quoted(span.id));
    if (span.failed) append_item(failed, quoted(span.id));
    if (!named.contains(span.resource_id)) append_item(named, quoted(span.resource_id));
  }
  row.span_ids = {context.keep(ids + "]")};
  row.failed_ids = {failed.empty() ? "[]" : context.keep(failed + "]")};
  row.resource_ids = {context.keep(named + "]")};
  row.spans = context.keep(pack(row.spans));
}

}  // namespace

std::vector<SpansRow> span_rows(Context context, ChunkIds& ids, const std::vector<Span>& spans) {
  Chunks<SpansRow, &SpansRow::spans> chunks(context);
  for (const Span& span : spans) {
    if (chunks.row().trace_id != span.trace_id) chunks.close();
    std::string item = "{\"resource_id\":\"";
    item.append(span.resource_id).append("\",").append(span.json.substr(1));
    SpansRow& row = chunks.add(item, [&] { return row_from(ids, span); });
    row.end_at_us = std::max(row.end_at_us, span.start_us + span.duration_us);
    ++row.span_count;
    if (span.parent_id.empty() && row.root == 0) name(row, span);
  }
  auto rows = chunks.take();
  std::span rest(spans);
  for (SpansRow& row : rows) {
    const auto count = static_cast<std::size_t>(row.span_count);
    seal(context, row, rest.first(count));
    rest = rest.subspan(count);
  }
  return rows;
}

}  // namespace arris::otlp
