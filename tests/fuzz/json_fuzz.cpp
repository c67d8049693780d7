// What is accepted is written and accepted again, with the same text the second time; a second parser agrees on what
// is JSON at all.

#include <rapidjson/reader.h>

#include <boost/describe.hpp>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "json/json.h"

using namespace arris;

struct Shape {
  json::Text<0, 50> name;
  std::optional<std::int64_t> count;
  std::vector<std::string_view> words;
  json::Maybe<json::Map<bool>> flags;
  std::optional<json::Raw> rest;
};
BOOST_DESCRIBE_STRUCT(Shape, (), (name, count, words, flags, rest))

// Numbers are compared as text: one beyond every double is still JSON.
static bool is_json_to_another(const std::string& text) {
  rapidjson::Reader reader;
  rapidjson::StringStream stream(text.c_str());
  rapidjson::BaseReaderHandler<> handler;
  constexpr auto flags = rapidjson::kParseNumbersAsStringsFlag |
                         rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag;
  return !reader.Parse<flags>(stream, handler).IsError();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Arena arena;
  json::Reader reader(text, arena);
  reader.skip();
  if (reader.at_end() && !is_json_to_another(std::string(text))) std::abort();
  (void)json::decode_query<Shape>(text, arena);
  const auto shape = json::decode<Shape>(text, arena);
  if (!shape) return 0;
  std::string once, twice;
  json::encode(once, shape.value());
  const auto again = json::decode<Shape>(once, arena);
  if (!again) std::abort();
  json::encode(twice, again.value());
  if (once != twice) std::abort();
  return 0;
}
