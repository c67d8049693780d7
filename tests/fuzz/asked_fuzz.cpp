// A caller's body: no bytes may crash its reading, what another parser takes is taken, and a body that is written with
// another model and asks for usage says so, and all else as it did.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <vector>

#include "ai/asked.h"
#include "ai/members.h"
#include "json/reader.h"

namespace {

using namespace arris;
using namespace arris::ai;

constexpr std::string_view other_model = "another \"model\"";

void require(bool holds) {
  if (!holds) std::abort();
}

// It takes a NUL for the end of a text, and passes over a mark before it.
bool is_object_to_another(std::string_view text) {
  const bool is_read_whole = text.find('\0') == text.npos;
  return is_read_whole &&
         text.substr(0, text.find('{')).find_first_not_of(" \t\r\n") == text.npos &&
         nlohmann::json::accept(text);
}

std::string name_of(std::string_view key) {
  Arena arena;
  json::Reader reader(key, arena);
  return reader.peek() == json::Kind::string ? std::string(reader.string()) : std::string();
}

// What has none of these names, as it is written.
std::vector<std::string> members_of(std::string_view object,
                                    std::initializer_list<std::string_view> without) {
  std::vector<std::string> found;
  Members members(object);
  while (const auto member = members.next()) {
    const auto name = name_of(member->key);
    if (std::find(without.begin(), without.end(), name) == without.end())
      found.push_back(std::string(member->key).append(":").append(member->value));
  }
  require(members.is_whole());
  return found;
}

// Names are written anew there: as another parser reads them.
nlohmann::json options_in(std::optional<std::string_view> written) {
  auto options = nlohmann::json::parse(written.value_or("{}"), nullptr, false);
  if (!options.is_object()) options = nlohmann::json::object();
  options.erase("include_usage");
  return options;
}

void check_written(std::string_view body, const Asked& asked, std::optional<std::string_view> model,
                   UsageOption usage) {
  std::string written;
  rewrite(written, body, asked, model, usage);
  Arena arena;
  const auto again = read_asked(written, arena);
  if (!again) std::abort();
  require(again->model == model.value_or(asked.model) && again->streams == asked.streams);
  require(again->wants_usage == (asked.wants_usage || usage == UsageOption::asked));
  require(members_of(body, {"model", "stream_options"}) ==
          members_of(written, {"model", "stream_options"}));
  require(options_in(asked.stream_options) == options_in(again->stream_options));
  if (!model && usage == UsageOption::kept) require(written == body);
  if (is_object_to_another(body)) require(is_object_to_another(written));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  Arena arena;
  const auto asked = read_asked(body, arena);
  if (is_object_to_another(body)) require(asked || asked.error().code == Code::invalid);
  if (!asked) return 0;
  for (const auto usage : {UsageOption::kept, UsageOption::asked}) {
    if (usage == UsageOption::asked && !asked->streams) continue;
    check_written(body, asked.value(), std::nullopt, usage);
    check_written(body, asked.value(), other_model, usage);
  }
  return 0;
}
