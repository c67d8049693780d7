#include "otlp/traces.h"

#include <algorithm>

#include "core/text.h"
#include "json/scalar.h"
#include "otlp/any_value.h"
#include "otlp/walk.h"

namespace arris::otlp {
namespace {

using json::Reader;

constexpr std::size_t events_max = 128, links_max = 128;

std::string_view text_of_kind(std::int64_t kind) {
  constexpr std::string_view texts[] = {"unset",  "internal", "server",
                                        "client", "producer", "consumer"};
  return kind >= 0 && kind < 6 ? texts[kind] : texts[0];
}

std::string_view text_of_status(std::int64_t code) {
  constexpr std::string_view texts[] = {"unset", "ok", "error"};
  return code >= 0 && code < 3 ? texts[code] : texts[0];
}

void append_member(std::string& out, std::string_view name, std::string_view text) {
  out.append(",\"").append(name).append("\":");
  json::write_string(out, text);
}

void append_member(std::string& out, std::string_view name, std::int64_t value) {
  out.append(",\"").append(name).append("\":");
  append_decimal(out, value);
}

// What attributes tell of a call to a model; the older names stand for the newer ones.
class CallReader final : public AttributeSink {
 public:
  explicit CallReader(Arena& arena) : arena_(arena) {}

  void take(std::string_view key, std::string_view value) override {
    const auto name = name_of(key);
    if (name.starts_with("usage.")) return add_usage(key, value);
    if (name == "operation.name") call_.operation = kept(value);
    if (name == "provider.name" || (is_older_provider(name) && call_.provider.empty()))
      call_.provider = arena_.keep(to_lower(kept(value)));
    if (name == "response.model" || (name == "request.model" && call_.model.empty()))
      call_.model = kept(value);
    if (name == "agent.name" || (name == "agent.id" && call_.agent.empty()))
      call_.agent = kept(value);
  }

  std::optional<ModelCall> call() {
    if (usage_.empty() || call_.model.empty()) return std::nullopt;
    call_.usage = arena_.keep(usage_ + "}");
    return call_;
  }

 private:
  // Without the space of names; empty in any other.
  static std::string_view name_of(std::string_view key) {
    for (const std::string_view space : {"gen_ai.", "llm."}) {
      if (key.starts_with(space)) return key.substr(space.size());
    }
    return {};
  }
  static bool is_older_provider(std::string_view name) {
    return name == "system" || name == "vendor";
  }
  void add_usage(std::string_view key, std::string_view value) {
    usage_ += usage_.empty() ? '{' : ',';
    json::write_string(usage_, key);
    usage_.append(":").append(value);
  }
  std::string_view kept(std::string_view value) { return clip_utf8(text_of(value, arena_), 200); }

  Arena& arena_;
  ModelCall call_;
  std::string usage_;
};

class ExceptionReader final : public AttributeSink {
 public:
  explicit ExceptionReader(Arena& arena) : arena_(arena) {}

  void take(std::string_view key, std::string_view value) override {
    if (key == "exception.type") exception.type = text_of(value, arena_);
    if (key == "exception.message") exception.message = text_of(value, arena_);
    if (key == "exception.stacktrace") exception.stack_trace = text_of(value, arena_);
  }

  Exception exception;

 private:
  Arena& arena_;
};

class SpanReader final : public Things {
 public:
  SpanReader(Spans& out, std::int64_t now_ms, Cleaner& cleaner, Arena& arena)
      : out_(out), latest_us_(latest_us_at(now_ms)), cleaner_(cleaner), arena_(arena) {}

  void take(Reader& reader, const Origin& origin) override {
    Span span;
    CallReader call(arena_);
    Parts parts;
    each_member(reader, [&](std::string_view name) { member(reader, name, span, parts, call); });
    if (reader.failed()) return;
    if (const auto fault = fault_of(span, parts.end_us); !fault.empty())
      return out_.refused.add(fault);
    span.service = origin.service;
    span.environment = origin.environment;
    span.resource = origin.attributes;
    span.duration_us = std::max<std::int64_t>(parts.end_us - span.start_us, 0);
    span.failed = parts.status == 2;
    span.call = call.call();
    span.json = write(span, parts, origin);
    out_.taken.push_back(std::move(span));
  }

 private:
  struct Parts {
    std::int64_t kind = 0, status = 0, end_us = 0;
    std::string_view status_message;
    std::string attributes, events, links;
  };

  void member(Reader& reader, std::string_view name, Span& span, Parts& parts, CallReader& call) {
    if (name == "traceId")
      span.trace_id = read_id(reader, 32);
    else if (name == "spanId")
      span.id = read_id(reader, 16);
    else if (name == "parentSpanId")
      span.parent_id = read_id(reader, 16);
    else if (name == "name")
      span.name = read_clean_text(reader, cleaner_, 500);
    else if (name == "kind")
      parts.kind = read_integer(reader);
    else if (name == "startTimeUnixNano")
      span.start_us = read_time_us(reader);
    else if (name == "endTimeUnixNano")
      parts.end_us = read_time_us(reader);
    else if (name == "attributes")
      append_attributes(parts.attributes, reader, cleaner_, &call);
    else if (name == "events")
      events(reader, span, parts.events);
    else if (name == "links")
      links(reader, parts.links);
    else if (name == "status")
      status(reader, parts);
    else
      reader.skip();
  }

  std::string_view fault_of(const Span& span, std::int64_t end_us) const {
    if (span.trace_id.empty()) return "a traceId is not 32 hexadecimal digits";
    if (span.id.empty()) return "a spanId is not 16 hexadecimal digits";
    if (span.start_us == 0) return "a startTimeUnixNano is missing or no number";
    if (span.start_us < 0) return "a startTimeUnixNano is before 1970";
    if (span.start_us > latest_us_) return "a startTimeUnixNano is more than a day ahead";
    if (end_us > latest_us_) return "an endTimeUnixNano is more than a day ahead";
    if (end_us != 0 && end_us < span.start_us)
      return "an endTimeUnixNano is before its startTimeUnixNano";
    return {};
  }

  void events(Reader& reader, Span& span, std::string& out) {
    std::size_t count = 0;
    each_item(reader, [&] { event(reader, span, count++ < events_max ? &out : nullptr); });
  }

  // Null `out`: passed over.
  void event(Reader& reader, Span& span, std::string* out) {
    std::string_view name;
    std::string attributes;
    std::int64_t at_us = 0;
    ExceptionReader exception(arena_);
    each_member(reader, [&](std::string_view member) {
      if (member == "timeUnixNano")
        at_us = read_time_us(reader);
      else if (member == "name")
        name = read_clean_text(reader, cleaner_, 500);
      else if (member == "attributes")
        append_attributes(attributes, reader, cleaner_, &exception);
      else
        reader.skip();
    });
    if (!out || reader.failed()) return;
    out->append(out->empty() ? "{\"name\":" : ",{\"name\":");
    json::write_string(*out, name);
    append_member(*out, "at_us", at_us);
    out->append(",\"attributes\":").append(attributes.empty() ? "{}" : attributes).append("}");
    if (name != "exception") return;
    exception.exception.at_us = at_us;
    span.exceptions.push_back(exception.exception);
  }

  void links(Reader& reader, std::string& out) {
    std::size_t count = 0;
    each_item(reader, [&] {
      std::string_view trace_id, span_id;
      each_member(reader, [&](std::string_view member) {
        if (member == "traceId")
          trace_id = read_id(reader, 32);
        else if (member == "spanId")
          span_id = read_id(reader, 16);
        else
          reader.skip();
      });
      if (trace_id.empty() || span_id.empty() || count++ >= links_max) return;
      out.append(out.empty() ? "{\"trace_id\":\"" : ",{\"trace_id\":\"").append(trace_id);
      out.append("\",\"span_id\":\"").append(span_id).append("\"}");
    });
  }

  void status(Reader& reader, Parts& parts) {
    each_member(reader, [&](std::string_view member) {
      if (member == "code")
        parts.status = read_integer(reader);
      else if (member == "message")
        parts.status_message = read_clean_text(reader, cleaner_, 2000);
      else
        reader.skip();
    });
  }

  std::string_view write(const Span& span, const Parts& parts, const Origin& origin) {
    std::string out = "{\"id\":\"";
    out.append(span.id).append("\"");
    if (!span.parent_id.empty()) append_member(out, "parent_id", span.parent_id);
    append_member(out, "name", span.name);
    append_member(out, "kind", text_of_kind(parts.kind));
    append_member(out, "service", span.service);
    append_member(out, "scope", origin.scope);
    append_member(out, "start_at_us", span.start_us);
    append_member(out, "duration_us", span.duration_us);
    append_member(out, "status", text_of_status(parts.status));
    if (!parts.status_message.empty()) append_member(out, "status_message", parts.status_message);
    out.append(",\"attributes\":").append(parts.attributes.empty() ? "{}" : parts.attributes);
    out.append(",\"events\":[").append(parts.events).append("],\"links\":[").append(parts.links);
    return arena_.keep(out + "]}");
  }

  Spans& out_;
  const std::int64_t latest_us_;
  Cleaner& cleaner_;
  Arena& arena_;
};

// invoke_agent and the like carry the sum of the calls inside.
bool sums_others(const ModelCall& call) {
  constexpr std::string_view sums[] = {"invoke_agent", "create_agent", "invoke_workflow",
                                       "execute_tool"};
  return std::ranges::find(sums, call.operation) != std::end(sums);
}

// Finds the spans of a request by their ids.
class Family {
 public:
  explicit Family(const std::vector<Span>& spans) {
    for (const Span& span : spans) spans_.push_back(&span);
    std::ranges::sort(spans_, {}, key);
  }

  // Calls visit(span) for each above `from`, the nearest first. The id of the next one, which is not here.
  template <class Visit>
  std::string_view climb(const Span& from, Visit visit) const {
    constexpr int depth_max = 64;
    const Span* at = &from;
    for (int depth = 0; depth < depth_max; ++depth) {
      const Span* above = parent_of(*at);
      if (!above) break;
      visit(above);
      at = above;
    }
    return at->parent_id;
  }

 private:
  const Span* parent_of(const Span& span) const {
    const auto wanted = std::pair(span.trace_id, span.parent_id);
    const auto found = std::ranges::lower_bound(spans_, wanted, {}, key);
    return found != spans_.end() && key(*found) == wanted ? *found : nullptr;
  }
  static std::pair<std::string_view, std::string_view> key(const Span* span) {
    return {span->trace_id, span->id};
  }
  std::vector<const Span*> spans_;
};

// In the order of `spans`.
std::vector<const Span*> sums_of(const std::vector<Span>& spans, const Family& family) {
  std::vector<const Span*> sums;
  for (const Span& span : spans) {
    if (!span.call) continue;
    if (sums_others(*span.call)) sums.push_back(&span);
    family.climb(span, [&sums](const Span* above) { sums.push_back(above); });
  }
  std::ranges::sort(sums);
  return sums;
}

void note_below(std::vector<Billed>& counted, const std::vector<Span>& spans,
                const Family& family) {
  for (const Span& span : spans) {
    family.climb(span, [&](const Span* above) {
      const auto found = std::ranges::lower_bound(counted, above, {}, &Billed::span);
      if (found != counted.end() && found->span == above) found->below.push_back(span.id);
    });
  }
}

}  // namespace

std::optional<Spans> read_traces(std::string_view json, std::int64_t now_ms, Arena& arena) {
  Spans spans;
  Cleaner cleaner;
  SpanReader reader(spans, now_ms, cleaner, arena);
  if (!read_request(json, span_names, arena, cleaner, reader)) return std::nullopt;
  return spans;
}

std::vector<Billed> billed(const std::vector<Span>& spans) {
  const Family family(spans);
  const auto sums = sums_of(spans, family);
  std::vector<Billed> counted;
  for (const Span& span : spans) {
    if (!span.call || std::ranges::binary_search(sums, &span)) continue;
    counted.push_back({&span, family.climb(span, [](const Span*) {}), {}});
  }
  if (!counted.empty()) note_below(counted, spans, family);
  return counted;
}

}  // namespace arris::otlp
