// What is accepted is written and accepted again, with the same text the second time; a second parser agrees on what
// is JSON at all, and finds no key twice and no infinite number in what is kept as it was written.

#include <boost/describe.hpp>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

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

// What is wrong with a text, to another parser.
struct Findings : nlohmann::json_sax<nlohmann::json> {
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return open.emplace_back(), true; }
  bool key(string_t& key) override {
    if (!open.back().insert(key).second) repeated_key = true;
    return true;
  }
  bool end_object() override { return open.pop_back(), true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t, const std::string&,
                   const nlohmann::detail::exception& error) override {
    too_large_number = error.id == 406;
    return false;
  }
  std::vector<std::set<std::string>> open;
  bool repeated_key = false;
  bool too_large_number = false;
};

static bool is_json_to_another(const std::string& text) {
  Findings found;
  return nlohmann::json::sax_parse(text, &found) || found.too_large_number;
}

static bool is_sound_to_another(const std::string& text) {
  Findings found;
  return nlohmann::json::sax_parse(text, &found) && !found.repeated_key;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Arena arena;
  json::Reader reader(text, arena);
  reader.skip();
  if (reader.at_end() && !is_json_to_another(std::string(text))) std::abort();
  (void)json::decode_query<Shape>(text, arena);
  const auto shape = json::decode<Shape>(text, arena);
  const auto raw = json::decode<json::Raw>(text, arena);
  if (raw && !is_sound_to_another(std::string(raw->text))) std::abort();
  if (!shape) return 0;
  if (shape->rest && !is_sound_to_another(std::string(shape->rest->text))) std::abort();
  std::string once, twice;
  json::encode(once, shape.value());
  const auto again = json::decode<Shape>(once, arena);
  if (!again) std::abort();
  json::encode(twice, again.value());
  if (once != twice) std::abort();
  return 0;
}
