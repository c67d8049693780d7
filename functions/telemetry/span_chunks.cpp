#include "telemetry/span_chunks.h"

#include "core/pack.h"
#include "json/reader.h"

namespace arris::telemetry {
namespace {

using json::Kind;
using json::Reader;

void append(std::string& list, std::string_view items) {
  if (!list.empty() && !items.empty()) list += ',';
  list += items;
}

std::string_view without_brackets(std::string_view list) { return list.substr(1, list.size() - 2); }

// REQUIRES: as many ids as spans
void append_shown(std::string& list, std::string_view spans, std::string_view ids, Arena& arena) {
  Reader span(spans, arena), id(ids, arena);
  span.begin_array();
  for (id.begin_array(); id.next_item() && span.next_item();) {
    const auto text = span.skip();
    if (id.peek() != Kind::null) append(list, text);
    id.skip();
  }
}

bool append_chunk(std::string& list, const SpansRow& chunk, Arena& arena) {
  const bool packed = !chunk.span_ids.empty();
  const auto spans = packed ? unpack(chunk.spans) : std::string(chunk.spans);
  if (!spans || spans->size() < 2) return false;
  if (chunk.span_ids.contains("null"))
    append_shown(list, *spans, chunk.span_ids, arena);
  else
    append(list, without_brackets(*spans));
  return true;
}

}  // namespace

Result<Text> spans_of(http::Context context, const std::vector<SpansRow>& chunks) {
  std::string list;
  for (const SpansRow& chunk : chunks)
    if (!append_chunk(list, chunk, context.arena())) return internal("a chunk is not packed");
  return context.keep("[" + list + "]");
}

}  // namespace arris::telemetry
