#include "otlp/any_value.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "core/text.h"
#include "json/scalar.h"
#include "otlp/walk.h"

namespace arris::otlp {
namespace {

using json::Kind;
using json::Reader;

constexpr std::int64_t exact_max = INT64_C(1) << 53;
constexpr std::string_view taken = R"("[Filtered]")";

void append_clean_text(std::string& out, Reader& reader, const Cleaner& cleaner) {
  json::write_string(out, cleaner.text(read_text(reader), value_max_bytes));
}

void append_text(std::string& out, Reader& reader) {
  json::write_string(out, clip_utf8(read_text(reader), value_max_bytes));
}

void append_integer(std::string& out, Reader& reader) {
  const auto value = read_integer(reader);
  const bool exact = value <= exact_max && value >= -exact_max;
  if (!exact) out += '"';
  append_decimal(out, value);
  if (!exact) out += '"';
}

// NaN and the infinities come as strings, and stay so.
void append_real(std::string& out, Reader& reader) {
  if (reader.peek() == Kind::number)
    out += reader.number();
  else
    append_text(out, reader);
}

void append_bool(std::string& out, Reader& reader) {
  if (reader.peek() != Kind::boolean) {
    reader.skip();
    out += "null";
    return;
  }
  out += reader.boolean() ? "true" : "false";
}

// {"values":[...]} with what `item` appends of each.
template <class Item>
void each_value(Reader& reader, Item item) {
  each_member(reader, [&](std::string_view name) {
    if (name == "values" && reader.peek() == Kind::array)
      item(reader);
    else
      reader.skip();
  });
}

void append_array(std::string& out, Reader& reader, Cleaner& cleaner) {
  out += '[';
  each_value(reader, [&](Reader& values) {
    bool first = true;
    each_item(values, [&] {
      if (!std::exchange(first, false)) out += ',';
      append_value(out, values, cleaner);
    });
  });
  out += ']';
}

void append_list(std::string& out, Reader& reader, Cleaner& cleaner) {
  const auto before = out.size();
  each_value(reader, [&](Reader& values) { append_attributes(out, values, cleaner); });
  if (out.size() == before) out += "{}";
}

void append_of_kind(std::string& out, std::string_view kind, Reader& reader, Cleaner& cleaner) {
  if (kind == "stringValue") return append_clean_text(out, reader, cleaner);
  if (kind == "bytesValue") return append_text(out, reader);
  if (kind == "intValue") return append_integer(out, reader);
  if (kind == "doubleValue") return append_real(out, reader);
  if (kind == "boolValue") return append_bool(out, reader);
  if (kind == "arrayValue") return append_array(out, reader, cleaner);
  if (kind == "kvlistValue") return append_list(out, reader, cleaner);
  reader.skip();
}

// An entry is built behind the object and kept if it is new.
class ObjectWriter {
 public:
  ObjectWriter(std::string& out, Cleaner& cleaner, AttributeSink* sink)
      : out_(out), cleaner_(cleaner), sink_(sink) {
    out_ += '{';
  }
  ~ObjectWriter() { out_ += '}'; }

  void take(Reader& reader) {
    std::string_view key;
    std::string value;
    each_member(reader, [&](std::string_view name) {
      if (name == "key")
        key = read_text(reader);
      else if (name == "value")
        append_value(value, reader, cleaner_);
      else
        reader.skip();
    });
    if (!reader.failed()) keep(key, value.empty() ? "null" : value);
  }

 private:
  void keep(std::string_view key, std::string_view value) {
    if (key.empty() || keys_.size() == attributes_max) return;
    if (std::ranges::find(keys_, key) != keys_.end()) return;
    if (cleaner_.takes(key, value)) value = taken;
    if (!keys_.empty()) out_ += ',';
    keys_.push_back(key);
    json::write_string(out_, clip_utf8(key, 256));
    out_.append(":").append(value);
    if (sink_) sink_->take(key, value);
  }

  std::string& out_;
  Cleaner& cleaner_;
  AttributeSink* sink_;
  std::vector<std::string_view> keys_;
};

}  // namespace

void append_value(std::string& out, Reader& reader, Cleaner& cleaner) {
  const auto before = out.size();
  each_member(reader, [&](std::string_view kind) {
    out.resize(before);
    append_of_kind(out, kind, reader, cleaner);
  });
  if (out.size() == before) out += "null";
}

void append_attributes(std::string& out, Reader& reader, Cleaner& cleaner, AttributeSink* sink) {
  ObjectWriter object(out, cleaner, sink);
  each_item(reader, [&] { object.take(reader); });
}

std::int64_t read_integer(Reader& reader) {
  switch (reader.peek()) {
    case Kind::string:
      return parse_integer(reader.string()).value_or(0);
    case Kind::number:
      return json::to_integer(reader.number()).value_or(0);
    default:
      reader.skip();
      return 0;
  }
}

std::int64_t read_time_us(Reader& reader) {
  const bool digits = reader.peek() == Kind::string;
  if (!digits && reader.peek() != Kind::number) return reader.skip(), 0;
  const auto text = digits ? reader.string() : reader.number();
  const auto value = digits ? parse_integer(text) : json::to_integer(text);
  if (value) return *value / 1000;
  const bool beyond = !text.empty() && text.find_first_not_of("0123456789") == text.npos;
  return beyond ? INT64_MAX / 1000 : 0;
}

std::string_view read_text(Reader& reader) {
  if (reader.peek() == Kind::string) return reader.string();
  reader.skip();
  return {};
}

std::string_view read_clean_text(Reader& reader, const Cleaner& cleaner, std::size_t max_bytes) {
  return reader.arena().keep(cleaner.text(read_text(reader), max_bytes));
}

std::string_view text_of(std::string_view value, Arena& arena) {
  const auto kept = arena.keep(value);
  if (!kept.starts_with('"')) return kept;
  Reader reader(kept, arena);
  return reader.string();
}

}  // namespace arris::otlp
