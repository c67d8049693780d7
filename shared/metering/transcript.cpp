#include "metering/transcript.h"

#include <algorithm>
#include <charconv>
#include <span>
#include <vector>

#include "core/text.h"
#include "json/reader.h"
#include "json/scalar.h"
#include "metering/event_splitter.h"
#include "metering/guess.h"

namespace arris::metering {
namespace {

using json::Kind;
using json::Reader;

enum class Field : std::uint8_t {
  none,
  id,
  model,
  finish,
  tier,
  usage,
  start_usage,
  choice,
  text,
  value,
  type,
  error
};

// Where things are; lists have no part of their own in a path.
struct Place {
  std::string_view path;
  Field field;
};
constexpr Place places[] = {
    {"id", Field::id},
    {"responseId", Field::id},
    {"response.id", Field::id},
    {"message.id", Field::id},
    {"model", Field::model},
    {"modelVersion", Field::model},
    {"response.model", Field::model},
    {"message.model", Field::model},
    {"service_tier", Field::tier},
    {"response.service_tier", Field::tier},
    {"usage", Field::usage},
    {"usageMetadata", Field::usage},
    {"response.usage", Field::usage},
    {"message.usage", Field::start_usage},
    {"status", Field::finish},
    {"stop_reason", Field::finish},
    {"choices.finish_reason", Field::finish},
    {"delta.stop_reason", Field::finish},
    {"response.status", Field::finish},
    {"candidates.finishReason", Field::finish},
    {"type", Field::type},
    {"error", Field::error},
    {"response.error", Field::error},
    {"choices.index", Field::choice},
    {"candidates.index", Field::choice},
    {"delta", Field::text},
    {"delta.text", Field::text},
    {"delta.thinking", Field::text},
    {"delta.partial_json", Field::text},
    {"content.text", Field::text},
    {"choices.delta.content", Field::text},
    {"choices.delta.refusal", Field::text},
    {"choices.delta.reasoning_content", Field::text},
    {"choices.delta.reasoning", Field::text},
    {"choices.delta.tool_calls.function.arguments", Field::text},
    {"choices.message.content", Field::text},
    {"choices.message.reasoning_content", Field::text},
    {"choices.message.reasoning", Field::text},
    {"choices.message.tool_calls.function.arguments", Field::text},
    {"content.input", Field::value},
    {"output.arguments", Field::text},
    {"output.content.text", Field::text},
    {"candidates.content.parts.text", Field::text},
    {"candidates.content.parts.functionCall.args", Field::value},
};

constexpr std::size_t path_max_bytes = 64;

Field field_of(std::string_view path) {
  for (const Place& place : places) {
    if (place.path == path) return place.field;
  }
  return Field::none;
}

// The point is looked for first: of most places there is none behind as many letters, and each comparison of texts is
// a call.
bool leads_on(std::string_view path) {
  return std::ranges::any_of(places, [path](const Place& place) {
    return place.path.size() > path.size() && place.path[path.size()] == '.' &&
           place.path.starts_with(path);
  });
}

}  // namespace

class ChunkReader {
 public:
  ChunkReader(std::string_view text, Arena& arena, Transcript& transcript)
      : reader_(text, arena), transcript_(transcript) {}

  void read() {
    if (reader_.peek() == Kind::array) return read_list(0);
    if (reader_.peek() == Kind::object) read_object(0);
    if (is_of_other_) transcript_.words_.resize(words_before_);
    transcript_.only_usage_ = !has_choices_ && has_empty_choices_ && has_usage_;
  }

 private:
  void read_object(std::size_t path_bytes) {
    std::string_view key;
    for (reader_.begin_object(); reader_.next_key(key);) {
      const std::size_t longer = extend(path_bytes, key);
      if (longer == 0)
        reader_.skip();
      else
        read_value(longer);
    }
  }

  // The length of the longer path; zero when nothing that matters has one like it.
  std::size_t extend(std::size_t path_bytes, std::string_view key) {
    const std::size_t dot = path_bytes == 0 ? 0 : 1;
    if (path_bytes + dot + key.size() > path_max_bytes) return 0;
    if (dot == 1) path_[path_bytes] = '.';
    std::ranges::copy(key, path_ + path_bytes + dot);
    const std::size_t longer = path_bytes + dot + key.size();
    const std::string_view path(path_, longer);
    return field_of(path) != Field::none || leads_on(path) ? longer : 0;
  }

  void read_value(std::size_t path_bytes) {
    const std::string_view path(path_, path_bytes);
    const Field field = field_of(path);
    const Kind kind = reader_.peek();
    if (field == Field::value) {
      transcript_.text_bytes_ += static_cast<std::int64_t>(reader_.skip().size());
      return;
    }
    if (kind == Kind::string && field != Field::none) return read_text(field);
    if (kind == Kind::object && (field == Field::usage || field == Field::start_usage))
      return read_usage(field);
    if (field == Field::error) {
      if (kind != Kind::null) transcript_.failed_ = true;
      reader_.skip();
      return;
    }
    if (kind == Kind::number && field == Field::choice) {
      if (reader_.skip() != "0") is_of_other_ = true;
      return;
    }
    if (kind == Kind::object) return read_object(path_bytes);
    if (kind == Kind::array) return read_list(path_bytes);
    reader_.skip();
  }

  void read_list(std::size_t path_bytes) {
    const bool choices = std::string_view(path_, path_bytes) == "choices";
    if (choices) has_empty_choices_ = true;
    for (reader_.begin_array(); reader_.next_item();) {
      if (choices) has_choices_ = true;
      if (reader_.peek() == Kind::object)
        read_object(path_bytes);
      else
        reader_.skip();
    }
  }

  // What the ledger could not read is as good as nothing.
  void read_usage(Field field) {
    has_usage_ = true;
    const auto usage = reader_.skip();
    json::Faults faults("#");
    metering::read_usage(usage, reader_.arena(), faults);
    if (faults.empty())
      (field == Field::usage ? transcript_.usage_ : transcript_.start_usage_).assign(usage);
  }

  void read_text(Field field) {
    const auto text = reader_.string();
    switch (field) {
      case Field::id:
        if (transcript_.id_.empty()) transcript_.id_.assign(text);
        return;
      case Field::model:
        if (transcript_.model_.empty()) transcript_.model_.assign(text);
        return;
      case Field::finish:
        transcript_.finish_.assign(text);
        return;
      case Field::tier:
        transcript_.tier_.assign(text);
        return;
      case Field::text:
        return read_words(text);
      case Field::type:
        if (text == "error") transcript_.failed_ = true;
        return;
      case Field::error:
        transcript_.failed_ = true;
        return;
      default:
        return;
    }
  }

  void read_words(std::string_view text) {
    transcript_.text_bytes_ += static_cast<std::int64_t>(text.size());
    const std::size_t kept_bytes = transcript_.words_.size();
    transcript_.words_ += text.substr(0, transcript_.words_max_bytes_ - kept_bytes);
  }

  Reader reader_;
  Transcript& transcript_;
  const std::size_t words_before_ = transcript_.words_.size();
  char path_[path_max_bytes];
  bool has_choices_ = false, has_empty_choices_ = false, has_usage_ = false, is_of_other_ = false;
};

namespace {

struct Member {
  std::string_view key, value;
};

std::vector<Member> members_of(std::string_view object, Arena& arena) {
  std::vector<Member> members;
  Reader reader(object, arena);
  if (reader.peek() != Kind::object) return members;
  std::string_view key;
  for (reader.begin_object(); reader.next_key(key);) members.push_back({key, reader.skip()});
  return members;
}

void append_members(std::string& out, std::span<const Member> members,
                    std::span<const Member> without) {
  for (const Member& member : members) {
    if (std::ranges::find(without, member.key, &Member::key) != without.end()) continue;
    if (out.back() != '{') out += ',';
    json::write_string(out, member.key);
    out.append(":").append(member.value);
  }
}

// What is said later holds; null says nothing.
std::string merged(std::string_view earlier, std::string_view later) {
  Arena arena;
  const auto first = members_of(earlier, arena);
  auto second = members_of(later, arena);
  std::erase_if(second, [](const Member& member) { return member.value == "null"; });
  std::string out = "{";
  append_members(out, first, second);
  append_members(out, second, {});
  return out + "}";
}

// Of "\\u" and four digits behind it; nothing for other text.
std::optional<std::uint32_t> unit_of(std::string_view text) {
  std::uint32_t unit = 0;
  if (!text.starts_with("\\u") || text.size() < 6) return std::nullopt;
  const auto end = std::from_chars(text.data() + 2, text.data() + 6, unit, 16).ptr;
  return end == text.data() + 6 ? std::optional(unit) : std::nullopt;
}

// How many bytes the escape at the beginning of the text has, and whether it stands for no character.
struct Escape {
  std::size_t size_bytes;
  bool is_character;
};
Escape escape_at(std::string_view text) {
  const auto unit = unit_of(text);
  if (!unit) return {2, true};
  const bool is_high = *unit >= 0xd800 && *unit < 0xdc00;
  const auto low = is_high ? unit_of(text.substr(6)) : std::nullopt;
  if (low && *low >= 0xdc00 && *low < 0xe000) return {12, true};
  return {6, *unit != 0 && (*unit < 0xd800 || *unit >= 0xe000)};
}

// Whether the text has an escape of no character; then `out` is the text with U+FFFD in its place.
bool replace_no_characters(std::string_view json, std::string& out) {
  for (auto at = json.find('\\'); at < json.size(); at = json.find('\\', at)) {
    const auto [size_bytes, is_character] = escape_at(json.substr(at));
    if (!is_character) {
      if (out.empty()) out = json;
      out.replace(at, size_bytes, "\\ufffd");
    }
    at += size_bytes;
  }
  return !out.empty();
}

void append_count(std::string& out, std::string_view name, std::int64_t count) {
  out.append(out.empty() ? "{\"" : ",\"").append(name).append("\":");
  append_decimal(out, count);
}

}  // namespace

// Half a character that a provider cut between two chunks, or a NUL, is no text, but no reason to lose the usage beside it.
void Transcript::take(std::string_view json) {
  only_usage_ = false;
  Arena arena;
  std::string readable;
  if (replace_no_characters(json, readable)) json = readable;
  ChunkReader(json, arena, *this).read();
}

void Transcript::take_event(std::string_view event) {
  std::string joined;
  const auto data = data_of(event, joined);
  if (!data.empty()) take(data);
}

std::string Transcript::usage(std::int64_t sent_bytes) const {
  if (!start_usage_.empty() && !usage_.empty()) return merged(start_usage_, usage_);
  if (!usage_.empty()) return usage_;
  std::string guess;
  if (start_usage_.empty()) append_count(guess, "input_tokens", guess_tokens(sent_bytes));
  append_count(guess, "output_tokens", guess_tokens(text_bytes_));
  guess += '}';
  return start_usage_.empty() ? guess : merged(start_usage_, guess);
}

Usage usage_of(const Transcript& transcript, std::int64_t sent_bytes, Arena& arena) {
  json::Faults faults("#");
  return read_usage(arena.keep(transcript.usage(sent_bytes)), arena, faults);
}

std::size_t Transcript::kept_bytes() const {
  return id_.capacity() + model_.capacity() + finish_.capacity() + tier_.capacity() +
         usage_.capacity() + start_usage_.capacity() + words_.capacity();
}

}  // namespace arris::metering
