#include "ai/asked.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "ai/members.h"
#include "core/text.h"
#include "json/reader.h"
#include "json/scalar.h"

namespace arris::ai {
namespace {

using json::Kind;
using json::Reader;

constexpr std::int64_t output_max_tokens = 1'000'000'000;

class AskedReader {
 public:
  AskedReader(std::string_view body, Arena& arena) : members_(body), arena_(arena) {}

  Result<Asked> read() {
    while (const auto member = members_.next()) take(name_of(member->key), member->value);
    if (!members_.is_whole()) return malformed();
    if (!faults_.empty()) return invalid(std::move(faults_));
    return asked_;
  }

 private:
  // Empty for one that no provider knows.
  std::string_view name_of(std::string_view key) {
    Reader name(key, arena_);
    return name.peek() == Kind::string ? name.string() : std::string_view();
  }

  void take(std::string_view key, std::string_view value) {
    asked_.has_members = true;
    if (key == "model") return take_model(value);
    if (key == "stream") return take_flag(key, value);
    if (key == "stream_options") return take_options(value);
    if (key == "generationConfig" || key == "generation_config") return take_generation(value);
    if (limits_output(key)) take_output_max(value);
  }

  static bool limits_output(std::string_view key) {
    constexpr std::string_view names[] = {"max_tokens", "max_completion_tokens",
                                          "max_output_tokens", "maxOutputTokens"};
    return std::ranges::find(names, key) != std::end(names);
  }

  void take_output_max(std::string_view value) {
    const auto tokens = parse_integer(value);
    if (tokens && *tokens > 0 && *tokens < output_max_tokens)
      asked_.output_max = std::max(asked_.output_max.value_or(0), *tokens);
  }

  void take_generation(std::string_view value) {
    Members members(value);
    while (const auto member = members.next())
      if (limits_output(name_of(member->key))) take_output_max(member->value);
  }

  void take_model(std::string_view value) {
    once("model", seen_model_);
    asked_.model_text = value;
    Reader model(value, arena_);
    if (model.peek() == Kind::string) asked_.model = model.string();
    if (model.failed() || !model.at_end() || value.front() != '"')
      fault("model", "wrong_type", "must be text");
  }

  void take_flag(std::string_view key, std::string_view value) {
    once(key, seen_stream_);
    if (value == "true" || value == "false")
      asked_.streams = value == "true";
    else if (value != "null")
      fault(key, "wrong_type", "must be true or false");
  }

  void take_options(std::string_view value) {
    once("stream_options", seen_options_);
    asked_.stream_options = value;
    Reader options(value, arena_);
    std::string_view key;
    if (options.peek() != Kind::object) return;
    for (options.begin_object(); options.next_key(key);) {
      if (key == "include_usage" && options.peek() == Kind::boolean)
        asked_.wants_usage = options.boolean();
      else
        options.skip();
    }
    if (options.failed()) fault("stream_options", "malformed", "must be JSON");
  }

  void once(std::string_view key, bool& seen) {
    if (std::exchange(seen, true)) fault(key, "duplicate", "must be given once");
  }
  void fault(std::string_view key, std::string_view code, std::string_view detail) {
    faults_.push_back({"#/" + std::string(key), std::string(code), std::string(detail)});
  }
  Error malformed() const {
    std::string detail = "The body is not a JSON object: see byte ";
    append_decimal(detail, static_cast<std::int64_t>(members_.position()));
    return {Code::bad_request, detail};
  }

  Members members_;
  Arena& arena_;
  Asked asked_;
  std::vector<Fault> faults_;
  bool seen_model_ = false, seen_stream_ = false, seen_options_ = false;
};

// What stays of the options that the caller gave.
std::string options_with_usage(std::string_view given) {
  Arena arena;
  Reader reader(given, arena);
  std::string options = R"({"include_usage":true)";
  if (reader.peek() == Kind::object) {
    std::string_view key;
    for (reader.begin_object(); reader.next_key(key);) {
      const auto value = reader.skip();
      if (key == "include_usage") continue;
      options += ',';
      json::write_string(options, key);
      options.append(":").append(value);
    }
  }
  return options + "}";
}

// What is written in place of a part of a body.
struct Edit {
  std::size_t at, removed_bytes;
  std::string text;
};

Edit instead_of(std::string_view part, std::string_view body, std::string text) {
  return {static_cast<std::size_t>(part.data() - body.data()), part.size(), std::move(text)};
}

std::string model_member(std::string_view model) {
  std::string member = R"("model":)";
  json::write_string(member, model);
  return member;
}

// Of a body that lacks the member.
Edit inserted(std::string_view body, const Asked& asked, std::string member) {
  if (asked.has_members) member += ',';
  return {body.find('{') + 1, 0, std::move(member)};
}

std::vector<Edit> edits_of(std::string_view body, const Asked& asked,
                           std::optional<std::string_view> model, UsageOption usage) {
  std::vector<Edit> edits;
  if (usage == UsageOption::asked) {
    if (const auto given = asked.stream_options)
      edits.push_back(instead_of(*given, body, options_with_usage(*given)));
    else
      edits.push_back(inserted(body, asked, R"("stream_options":{"include_usage":true})"));
  }
  if (model && asked.model_text) {
    std::string text;
    json::write_string(text, *model);
    edits.push_back(instead_of(*asked.model_text, body, std::move(text)));
  } else if (model) {
    edits.push_back(inserted(body, asked, model_member(*model)));
  }
  if (edits.size() == 2 && edits[1].at < edits[0].at) std::swap(edits[0], edits[1]);
  return edits;
}

}  // namespace

Result<Asked> read_asked(std::string_view body, Arena& arena) {
  return AskedReader(body, arena).read();
}

// Without an allocation for the body more than once: what a module has taken it does not give back.
void rewrite(std::string& out, std::string_view body, const Asked& asked,
             std::optional<std::string_view> model, UsageOption usage) {
  const auto edits = edits_of(body, asked, model, usage);
  std::size_t size_bytes = body.size();
  for (const Edit& edit : edits) size_bytes += edit.text.size();
  out.clear();
  out.reserve(size_bytes);
  std::size_t at = 0;
  for (const Edit& edit : edits) {
    out.append(body.substr(at, edit.at - at)).append(edit.text);
    at = edit.at + edit.removed_bytes;
  }
  out.append(body.substr(at));
}

}  // namespace arris::ai
