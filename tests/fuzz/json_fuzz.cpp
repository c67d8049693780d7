// What is accepted is written and accepted again, with the same text the second time; a second parser agrees on what
// is JSON at all.

#include <boost/describe.hpp>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
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

// Keeps every number as its text: one beyond every double is still JSON.
struct AnyNumber : nlohmann::json_sax<nlohmann::json> {
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t, const std::string&,
                   const nlohmann::detail::exception& error) override {
    too_large_number = error.id == 406;
    return false;
  }
  bool too_large_number = false;
};

static bool is_json_to_another(const std::string& text) {
  AnyNumber events;
  return nlohmann::json::sax_parse(text, &events) || events.too_large_number;
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
