#include "otlp/logs.h"

#include "core/text.h"
#include "json/scalar.h"
#include "otlp/any_value.h"
#include "otlp/walk.h"

namespace arris::otlp {
namespace {

using json::Reader;

// Four numbers for each level from 1 on; 0 says nothing.
Level level_of(std::int64_t severity) {
  if (severity < 1 || severity > 24) return Level::info;
  return static_cast<Level>((severity - 1) / 4);
}

class RecordReader final : public Things {
 public:
  RecordReader(LogRecords& out, std::int64_t now_ms, Cleaner& cleaner, Arena& arena)
      : out_(out), now_ms_(now_ms), cleaner_(cleaner), arena_(arena) {}

  void take(Reader& reader, const Origin& origin) override {
    LogRecord record;
    Parts parts;
    each_member(reader, [&](std::string_view name) { member(reader, name, record, parts); });
    if (reader.failed()) return;
    if (record.at_us <= 0)
      record.at_us = parts.observed_us > 0 ? parts.observed_us : us_of_ms(now_ms_);
    if (record.at_us > latest_us_at(now_ms_))
      return out_.refused.add("a timeUnixNano is more than a day ahead");
    record.service = origin.service;
    record.environment = origin.environment;
    record.resource = origin.attributes;
    record.place = out_.taken.size();
    record.json = write(record, parts, origin);
    out_.taken.push_back(record);
  }

 private:
  struct Parts {
    std::int64_t observed_us = 0;
    std::string_view level_text, event_name;
    std::string body, attributes;
  };

  void member(Reader& reader, std::string_view name, LogRecord& record, Parts& parts) {
    if (name == "timeUnixNano")
      record.at_us = read_time_us(reader);
    else if (name == "observedTimeUnixNano")
      parts.observed_us = read_time_us(reader);
    else if (name == "severityNumber")
      record.level = level_of(read_integer(reader));
    else if (name == "severityText")
      parts.level_text = clip_utf8(read_text(reader), 50);
    else if (name == "eventName")
      parts.event_name = clip_utf8(read_text(reader), 200);
    else if (name == "body")
      append_value(parts.body, reader, cleaner_);
    else if (name == "attributes")
      append_attributes(parts.attributes, reader, cleaner_);
    else if (name == "traceId")
      record.trace_id = read_id(reader, 32);
    else if (name == "spanId")
      record.span_id = read_id(reader, 16);
    else
      reader.skip();
  }

  std::string_view write(const LogRecord& record, const Parts& parts, const Origin& origin) {
    std::string out = "{\"at_us\":";
    append_decimal(out, record.at_us);
    const auto add = [&out](std::string_view name, std::string_view text) {
      if (text.empty()) return;
      out.append(",\"").append(name).append("\":");
      json::write_string(out, text);
    };
    add("level", text_of(record.level));
    add("level_text", parts.level_text);
    add("service", origin.service);
    add("scope", origin.scope);
    add("event_name", parts.event_name);
    add("trace_id", record.trace_id);
    add("span_id", record.span_id);
    out.append(",\"body\":").append(parts.body.empty() ? "null" : parts.body);
    out.append(",\"attributes\":").append(parts.attributes.empty() ? "{}" : parts.attributes);
    return arena_.keep(out + "}");
  }

  LogRecords& out_;
  const std::int64_t now_ms_;
  Cleaner& cleaner_;
  Arena& arena_;
};

}  // namespace

std::string_view text_of(Level level) {
  constexpr std::string_view texts[] = {"trace", "debug", "info", "warn", "error", "fatal"};
  return texts[static_cast<std::uint8_t>(level)];
}

std::optional<LogRecords> read_logs(std::string_view json, std::int64_t now_ms, Arena& arena) {
  LogRecords records;
  Cleaner cleaner;
  RecordReader reader(records, now_ms, cleaner, arena);
  if (!read_request(json, log_names, arena, cleaner, reader)) return std::nullopt;
  return records;
}

}  // namespace arris::otlp
