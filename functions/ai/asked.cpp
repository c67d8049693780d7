#include "ai/asked.h"

#include <utility>

#include "core/text.h"
#include "json/reader.h"
#include "json/scalar.h"

namespace arris::ai {
namespace {

using json::Kind;
using json::Reader;

class AskedReader {
 public:
  AskedReader(std::string_view body, Arena& arena) : reader_(body, arena), arena_(arena) {}

  Result<Asked> read() {
    if (reader_.peek() != Kind::object) return malformed();
    std::string_view key;
    for (reader_.begin_object(); reader_.next_key(key);) read_member(key);
    if (reader_.failed() || !reader_.at_end()) return malformed();
    if (!faults_.empty()) return invalid(std::move(faults_));
    return asked_;
  }

 private:
  void read_member(std::string_view key) {
    asked_.has_members = true;
    if (key == "model") return read_model();
    if (key == "stream") return read_flag(key, asked_.streams, seen_stream_);
    if (key == "stream_options") return read_options();
    reader_.skip();
  }

  void read_model() {
    once("model", seen_model_);
    const bool is_text = reader_.peek() == Kind::string;
    const auto written = reader_.skip();
    if (!is_text) return fault("model", "wrong_type", "must be text");
    asked_.model_text = written;
    Reader text(written, arena_);
    if (text.peek() == Kind::string) asked_.model = text.string();
  }

  void read_flag(std::string_view key, bool& flag, bool& seen) {
    once(key, seen);
    const Kind kind = reader_.peek();
    if (kind == Kind::boolean) {
      flag = reader_.boolean();
      return;
    }
    if (kind != Kind::null) fault(key, "wrong_type", "must be true or false");
    reader_.skip();
  }

  void read_options() {
    once("stream_options", seen_options_);
    if (reader_.peek() != Kind::object) {
      asked_.stream_options = reader_.skip();
      return;
    }
    const auto text = reader_.skip();
    asked_.stream_options = text;
    Reader options(text, arena_);
    std::string_view key;
    for (options.begin_object(); options.next_key(key);) {
      if (key == "include_usage" && options.peek() == Kind::boolean)
        asked_.wants_usage = options.boolean();
      else
        options.skip();
    }
  }

  void once(std::string_view key, bool& seen) {
    if (std::exchange(seen, true)) fault(key, "duplicate", "must be given once");
  }
  void fault(std::string_view key, std::string_view code, std::string_view detail) {
    faults_.push_back({"#/" + std::string(key), std::string(code), std::string(detail)});
  }
  Error malformed() const {
    std::string detail = "The body is not a JSON object: see byte ";
    append_decimal(detail, static_cast<std::int64_t>(reader_.position()));
    return {Code::bad_request, detail};
  }

  Reader reader_;
  Arena& arena_;
  Asked asked_;
  std::vector<Fault> faults_;
  bool seen_model_ = false, seen_stream_ = false, seen_options_ = false;
};

// REQUIRES: `asked` is what was read of `body`
void insert_member(std::string& body, std::string_view member, const Asked& asked) {
  std::string text(member);
  if (asked.has_members) text += ',';
  body.insert(body.find('{') + 1, text);
}

// What stays of the options that the caller gave.
std::string options_with_usage(std::string_view given) {
  Arena arena;
  Reader reader(given, arena);
  std::string options = R"({"include_usage":true)";
  if (reader.peek() == Kind::object) {
    std::string_view key;
    for (reader.begin_object(); reader.next_key(key);) {
      const auto value = reader.skip();
      if (key != "include_usage") options.append(",\"").append(key).append("\":").append(value);
    }
  }
  return options + "}";
}

}  // namespace

Result<Asked> read_asked(std::string_view body, Arena& arena) {
  return AskedReader(body, arena).read();
}

std::string with_model(std::string_view body, const Asked& asked, std::string_view model) {
  std::string out(body), text;
  json::write_string(text, model);
  if (asked.model_text) {
    const auto at = static_cast<std::size_t>(asked.model_text->data() - body.data());
    return out.replace(at, asked.model_text->size(), text);
  }
  insert_member(out, R"("model":)" + text, asked);
  return out;
}

std::string with_usage(std::string_view body, const Asked& asked) {
  std::string out(body);
  if (asked.stream_options) {
    const auto at = static_cast<std::size_t>(asked.stream_options->data() - body.data());
    out.replace(at, asked.stream_options->size(), options_with_usage(*asked.stream_options));
    return out;
  }
  insert_member(out, R"("stream_options":{"include_usage":true})", asked);
  return out;
}

}  // namespace arris::ai
