#include "metering/usage_object.h"

#include "core/text.h"
#include "json/raw.h"
#include "json/scalar.h"
#include "metering/meter.h"
#include "metering/usage_counts.h"

namespace arris::metering {
namespace {

using json::Kind;
using json::Reader;

// Walks an object and keeps what the table of names knows.
class UsageReader {
 public:
  UsageReader(std::string_view text, Arena& arena, json::Faults& faults)
      : reader_(text, arena), faults_(faults) {}

  void read() {
    if (reader_.peek() == Kind::object) return read_object();
    fault("wrong_type", "must be an object");
  }
  bool sound() const { return sound_; }
  const Counts& counts() const { return counts_; }
  std::string_view service_tier() const { return service_tier_; }

 private:
  void read_value() {
    const Count count = count_of(path_);
    if (count != Count::none) return read_count(count);
    switch (reader_.peek()) {
      case Kind::object:
        return read_object();
      case Kind::array:
        return read_list();
      case Kind::string:
        return read_text();
      default:
        reader_.skip();
    }
  }

  void read_object() {
    std::string_view key;
    for (reader_.begin_object(); reader_.next_key(key);) {
      const json::Faults::Inside inside(faults_, key);
      const std::size_t path_size = path_.size();
      if (!path_.empty()) path_ += '.';
      path_ += key;
      read_value();
      path_.resize(path_size);
    }
  }

  // [{"modality":"TEXT","tokenCount":5}]: the text of an item names its number.
  void read_list() {
    for (reader_.begin_array(); reader_.next_item();) {
      if (reader_.peek() == Kind::object) {
        read_labelled();
      } else {
        reader_.skip();
      }
    }
  }

  void read_labelled() {
    std::string_view key, label, number;
    for (reader_.begin_object(); reader_.next_key(key);) {
      const Kind kind = reader_.peek();
      if (kind == Kind::string) {
        label = reader_.string();
      } else if (kind == Kind::number) {
        number = reader_.number();
      } else {
        reader_.skip();
      }
    }
    const Count count = count_of(path_ + "." + std::string(label));
    if (count != Count::none && !number.empty()) take(count, json::to_integer(number));
  }

  void read_text() {
    const auto text = reader_.string();
    if (path_ == "service_tier" || path_ == "serviceTier") service_tier_ = text;
  }

  // OTLP writes integers as text.
  void read_count(Count count) {
    switch (reader_.peek()) {
      case Kind::number:
        return take(count, json::to_integer(reader_.number()));
      case Kind::string:
        return take(count, parse_integer(reader_.string()));
      case Kind::null:
        return reader_.null();
      default:
        reader_.skip();
        fault("wrong_type", "must be a whole number");
    }
  }

  void take(Count count, std::optional<std::int64_t> value) {
    if (!value) return fault("wrong_type", "must be a whole number");
    if (*value < 0) return fault("negative", "must not be negative");
    if (*value > count_max) return fault("too_large", "must be at most 1000000000");
    counts_.raise(count, *value);
  }

  void fault(std::string_view code, std::string_view detail) {
    sound_ = false;
    faults_.add(code, detail);
  }

  Reader reader_;
  json::Faults& faults_;
  bool sound_ = true;
  Counts counts_;
  std::string path_;
  std::string_view service_tier_;
};

}  // namespace

Usage read_usage(std::string_view text, Arena& arena, json::Faults& faults) {
  UsageReader reader(text, arena, faults);
  reader.read();
  if (!reader.sound()) return {};
  Usage usage = settle(reader.counts());
  usage.service_tier = reader.service_tier();
  if (!reader.counts().says_anything())
    faults.add("unknown_usage", "holds no count under a name that is known");
  if (reader.counts().is_mixed())
    faults.add("mixed_names", "must name all counts as the provider does, or all as we do");
  if (usage.buckets.total_tokens() > count_max)
    faults.add("too_large", "must be at most 1000000000 tokens");
  return usage;
}

void kind::read_usage_object(Reader& reader, void* out, const json::Type&, json::Faults& faults) {
  const auto text = json::read_raw(reader, faults);
  if (!text.empty())
    static_cast<UsageObject*>(out)->read = read_usage(text, reader.arena(), faults);
}

}  // namespace arris::metering
