#include "json/raw.h"

#include <doctest/doctest.h>

#include "json/json.h"
#include "json/scalar.h"

using namespace arris;

namespace {

struct Kept {
  json::Raw value;
  std::optional<json::Raw> more;
};
BOOST_DESCRIBE_STRUCT(Kept, (), (value, more))

using Told = std::vector<std::string>;

Told told_of(std::string_view text) {
  Arena arena;
  const auto kept = json::decode<Kept>(text, arena);
  Told told;
  if (kept) return told;
  for (const Fault& fault : kept.error().faults) told.push_back(fault.pointer + " " + fault.code);
  return told;
}

std::string object_of(std::size_t count, std::string_view last) {
  std::string text = R"({"value":{)";
  for (std::size_t i = 0; i < count; ++i) text.append("\"k" + std::to_string(i) + "\":0,");
  return text.append(last).append("}}");
}

}  // namespace

TEST_CASE("json raw: a key that appears twice is named, wherever it is") {
  CHECK(told_of(R"({"value":{"a":1,"b":2,"a":3}})") == Told{"#/value/a duplicate_key"});
  CHECK(told_of(R"({"value":[0,{"x":{"y~":1,"y~":1}}],"more":{"":1,"":1}})") ==
        Told{"#/value/1/x/y~0 duplicate_key", "#/more/ duplicate_key"});
  CHECK(told_of(R"({"value":{"na\u006de":1,"name":2}})") == Told{"#/value/name duplicate_key"});
  CHECK(told_of(R"({"value":{"a":{"a":1},"b":{"a":1},"a ":1,"aa":1,"A":1}})").empty());
  CHECK(told_of(object_of(10'000, R"("k9999":1)")) == Told{"#/value/k9999 duplicate_key"});
  CHECK(told_of(object_of(10'000, R"("k10000":1)")).empty());
}

TEST_CASE("json raw: a number beyond every double is named") {
  CHECK(told_of(R"({"value":1e400,"more":[1,-1e400]})") ==
        Told{"#/value out_of_range", "#/more/1 out_of_range"});
  const std::string zeros(400, '0'), nines(309, '9');
  for (const std::string& bad :
       {std::string("1e309"), std::string("-1.8e308"), "1" + zeros, nines, "0." + zeros + "1e710",
        "1" + zeros + "e-91", std::string("1E99999999999999999999"),
        std::string("1.7976931348623159e308")})
    CHECK_MESSAGE(!json::fits_double(bad), bad);
  for (const std::string& good :
       {std::string("0"), std::string("-0.0"), std::string("1.7976931348623157e308"),
        std::string("1e-400"), std::string("0e99999999999999999999"), "1" + zeros + "e-100",
        "0." + zeros + "1e700", "0." + zeros, nines.substr(1),
        std::string("5e-99999999999999999999")})
    CHECK_MESSAGE(json::fits_double(good), good);
}

TEST_CASE("json raw: what is no JSON inside of it is refused as a whole") {
  const std::string deep = std::string(64, '[') + std::string(64, ']');
  for (const std::string& bad :
       {deep, std::string("\"\xff\""), std::string(R"("\ud800")"), std::string(R"({"a":01})"),
        std::string("{\"\xc0\x80\":1}"), std::string("[1,]"), std::string(R"({"a":1,"a"})"),
        std::string(R"("\u0000")"), std::string("nul")})
    CHECK_MESSAGE(told_of(R"({"value":)" + bad + "}") == Told{"# malformed"}, bad);
  CHECK(told_of(R"({"value":)" + deep.substr(1, 126) + "}").empty());
}

TEST_CASE("json raw: a value is kept as it was written") {
  Arena arena;
  const auto kept =
      json::decode<Kept>(R"({ "value" : {"a" : [1.50, "\u00e9"]} , "more":null})", arena);
  REQUIRE(kept);
  CHECK(kept->value.text == R"({"a" : [1.50, "\u00e9"]})");
  CHECK_FALSE(kept->more);
}
