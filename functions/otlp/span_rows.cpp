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

// The ids of the resources of spans, of which most have the same as the one before.
class Resources {
 public:
  explicit Resources(Context context) : context_(context) {}

  std::string_view id_of(const Span& span) {
    if (span.resource.data() != last_.data() || id_.empty()) {
      last_ = span.resource;
      id_ = resource_id(context_, last_);
    }
    return id_;
  }

 private:
  Context context_;
  std::string_view last_, id_;
};

// What SQL has to know of a chunk without reading it.
void seal(Context context, SpansRow& row, std::span<const Span> spans, Resources& resources) {
  std::string ids, failed, named;
  const auto quoted = [](std::string_view id) { return "\"" + std::string(id) + "\""; };
  for (const Span& span : spans) {
    append_item(ids, quoted(span.id));
    if (span.failed) append_item(failed, quoted(span.id));
    const auto resource = resources.id_of(span);
    if (!named.contains(resource)) append_item(named, quoted(resource));
  }
  row.span_ids = {context.keep(ids + "]")};
  row.failed_ids = {failed.empty() ? "[]" : context.keep(failed + "]")};
  row.resource_ids = {context.keep(named + "]")};
  row.spans = context.keep(pack(row.spans));
}

}  // namespace

std::vector<SpansRow> span_rows(Context context, ChunkIds& ids, const std::vector<Span>& spans) {
  Chunks<SpansRow, &SpansRow::spans> chunks(context);
  Resources resources(context);
  for (const Span& span : spans) {
    if (chunks.row().trace_id != span.trace_id) chunks.close();
    std::string item = "{\"resource_id\":\"";
    item.append(resources.id_of(span)).append("\",").append(span.json.substr(1));
    SpansRow& row = chunks.add(item, [&] { return row_from(ids, span); });
    row.end_at_us = std::max(row.end_at_us, span.start_us + span.duration_us);
    ++row.span_count;
    if (span.parent_id.empty() && row.root == 0) name(row, span);
  }
  auto rows = chunks.take();
  std::span rest(spans);
  for (SpansRow& row : rows) {
    const auto count = static_cast<std::size_t>(row.span_count);
    seal(context, row, rest.first(count), resources);
    rest = rest.subspan(count);
  }
  return rows;
}

}  // namespace arris::otlp
