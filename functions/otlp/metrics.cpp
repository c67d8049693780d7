#include "otlp/metrics.h"

#include <utility>

#include "core/text.h"
#include "json/scalar.h"
#include "otlp/any_value.h"
#include "otlp/walk.h"

namespace arris::otlp {
namespace {

using json::Kind;
using json::Reader;

// The members of points that are numbers, or lists of them, and what they are called here.
struct Named {
  std::string_view theirs, ours;
};
constexpr Named numbers[] = {
    {"asInt", "value"},   {"asDouble", "value"},    {"count", "count"}, {"sum", "sum"},
    {"min", "min"},       {"max", "max"},           {"scale", "scale"}, {"zeroCount", "zero_count"},
    {"offset", "offset"}, {"quantile", "quantile"}, {"value", "value"}};
constexpr Named lists[] = {{"bucketCounts", "bucket_counts"}, {"explicitBounds", "bounds"}};
constexpr Named objects[] = {{"positive", "positive"}, {"negative", "negative"}};

const Named* find(std::span<const Named> names, std::string_view theirs) {
  for (const Named& name : names) {
    if (name.theirs == theirs) return &name;
  }
  return nullptr;
}

// A number that came as one or as a string of digits; what is neither becomes null, NaN among them.
void append_number(std::string& out, Reader& reader) {
  if (reader.peek() == Kind::number) return void(out += reader.number());
  const auto text = read_text(reader);
  const bool digits =
      !text.empty() && text.size() < 21 &&
      text.substr(text.starts_with('-')).find_first_not_of("0123456789") == text.npos &&
      text != "-";
  out += digits ? text : std::string_view("null");
}

void append_numbers(std::string& out, Reader& reader) {
  out += '[';
  bool first = true;
  each_item(reader, [&] {
    if (!std::exchange(first, false)) out += ',';
    append_number(out, reader);
  });
  out += ']';
}

void append_name(std::string& out, std::string_view name) {
  if (out.back() != '{') out += ',';
  out.append("\"").append(name).append("\":");
}

// Appends to an object the member `name` if it is one of the tables.
void append_known(std::string& out, std::string_view name, Reader& reader) {
  if (const auto* number = find(numbers, name)) {
    append_name(out, number->ours);
    append_number(out, reader);
  } else if (const auto* list = find(lists, name)) {
    append_name(out, list->ours);
    append_numbers(out, reader);
  } else {
    reader.skip();
  }
}

void append_object(std::string& out, Reader& reader) {
  out += '{';
  each_member(reader, [&](std::string_view name) { append_known(out, name, reader); });
  out += '}';
}

struct Data {
  std::string_view name;
  MetricKind kind;
};
constexpr Data datas[] = {{"gauge", MetricKind::gauge},
                          {"sum", MetricKind::sum},
                          {"histogram", MetricKind::histogram},
                          {"exponentialHistogram", MetricKind::exponential_histogram},
                          {"summary", MetricKind::summary}};

class MetricReader final : public Things {
 public:
  MetricReader(Points& out, std::int64_t now_ms, Cleaner& cleaner, Arena& arena)
      : out_(out), latest_us_(latest_us_at(now_ms)), cleaner_(cleaner), arena_(arena) {}

  void take(Reader& reader, const Origin& origin) override {
    const std::size_t before = out_.taken.size();
    Point metric;
    metric.service = origin.service;
    each_member(reader, [&](std::string_view name) { member(reader, name, metric); });
    // What is said of all points may stand behind them.
    for (std::size_t i = before; i < out_.taken.size(); ++i) describe(out_.taken[i], metric);
    if (metric.name.empty() && !reader.failed()) refuse(before);
  }

 private:
  void refuse(std::size_t from) {
    for (std::size_t i = from; i < out_.taken.size(); ++i) out_.refused.add("a metric has no name");
    out_.taken.resize(from);
  }

  static void describe(Point& point, const Point& metric) {
    point.name = metric.name;
    point.unit = metric.unit;
    point.description = metric.description;
    point.kind = metric.kind;
    point.temporality = metric.temporality;
    point.monotonic = metric.monotonic;
    point.service = metric.service;
  }

  void member(Reader& reader, std::string_view name, Point& metric) {
    if (name == "name") return void(metric.name = clip_utf8(read_text(reader), 255));
    if (name == "unit") return void(metric.unit = clip_utf8(read_text(reader), 63));
    if (name == "description") return void(metric.description = clip_utf8(read_text(reader), 1000));
    for (const Data& data : datas) {
      if (data.name != name) continue;
      metric.kind = data.kind;
      return void(
          each_member(reader, [&](std::string_view of) { data_member(reader, of, metric); }));
    }
    reader.skip();
  }

  void data_member(Reader& reader, std::string_view name, Point& metric) {
    constexpr std::string_view temporalities[] = {"", "delta", "cumulative"};
    if (name == "dataPoints") {
      each_item(reader, [&] { point(reader); });
    } else if (name == "aggregationTemporality") {
      const auto value = read_integer(reader);
      metric.temporality = value >= 0 && value < 3 ? temporalities[value] : "";
    } else if (name == "isMonotonic" && reader.peek() == Kind::boolean) {
      metric.monotonic = reader.boolean();
    } else {
      reader.skip();
    }
  }

  void point(Reader& reader) {
    Point point;
    std::string values = "{", attributes;
    std::int64_t start_us = 0;
    each_member(reader, [&](std::string_view name) {
      if (name == "timeUnixNano")
        point.at_us = read_time_us(reader);
      else if (name == "startTimeUnixNano")
        start_us = read_time_us(reader);
      else if (name == "attributes")
        append_attributes(attributes, reader, cleaner_);
      else if (name == "quantileValues")
        quantiles(reader, values);
      else if (const auto* object = find(objects, name)) {
        append_name(values, object->ours);
        append_object(values, reader);
      } else
        append_known(values, name, reader);
    });
    if (reader.failed()) return;
    if (point.at_us <= 0) return out_.refused.add("a timeUnixNano is missing or no number");
    if (point.at_us > latest_us_)
      return out_.refused.add("a timeUnixNano is more than a day ahead");
    point.json = write(point, start_us, values, attributes);
    out_.taken.push_back(point);
  }

  static void quantiles(Reader& reader, std::string& values) {
    append_name(values, "quantiles");
    values += '[';
    bool first = true;
    each_item(reader, [&] {
      if (!std::exchange(first, false)) values += ',';
      append_object(values, reader);
    });
    values += ']';
  }

  std::string_view write(const Point& point, std::int64_t start_us, std::string& values,
                         const std::string& attributes) {
    std::string out = "{\"at_us\":";
    append_decimal(out, point.at_us);
    if (start_us > 0) append_decimal(out += ",\"start_at_us\":", start_us);
    out.append(",\"attributes\":").append(attributes.empty() ? "{}" : attributes);
    if (values.size() > 1) out.append(",").append(values, 1);
    return arena_.keep(out + "}");
  }

  Points& out_;
  const std::int64_t latest_us_;
  Cleaner& cleaner_;
  Arena& arena_;
};

}  // namespace

std::string_view text_of(MetricKind kind) {
  constexpr std::string_view texts[] = {"gauge", "sum", "histogram", "exponential_histogram",
                                        "summary"};
  return texts[static_cast<std::uint8_t>(kind)];
}

std::optional<Points> read_metrics(std::string_view json, std::int64_t now_ms, Arena& arena) {
  Points points;
  Cleaner of_resources, of_points(redact::Texts::keep);
  MetricReader reader(points, now_ms, of_points, arena);
  if (!read_request(json, metric_names, arena, of_resources, reader)) return std::nullopt;
  return points;
}

}  // namespace arris::otlp
