#include "telemetry/shapes.h"

#include "json/raw.h"

namespace arris::telemetry::kind {

void read_props(json::Reader& reader, void* out, const json::Type&, json::Faults& faults) {
  const bool object = reader.peek() == json::Kind::object;
  const auto text = json::read_raw(reader, faults);
  if (text.empty()) return;
  static_cast<Props*>(out)->text = text;
  if (!object) faults.add("wrong_type", "must be an object");
  if (text.size() > props_max_bytes) faults.add("too_long", "is longer than 8192 bytes");
}

void read_sent_event(json::Reader& reader, void* out, const json::Type&, json::Faults&) {
  static_cast<SentEvent*>(out)->text = reader.skip();
}

void props_schema(std::string& out, const json::Type&) { out += R"({"type":"object"})"; }

// What an event should be, and the truth that anything else is answered event by event.
void sent_event_schema(std::string& out, const json::Type&) {
  out += R"({"anyOf":[)";
  json::schema<TelemetryEvent>(out);
  out += R"(,{"description":"rejected alone, with its reasons"}]})";
}

void collect_sent_event(json::SchemaSet& schemas, const json::Type&) {
  json::collect_schemas<TelemetryEvent>(schemas);
}

}  // namespace arris::telemetry::kind
