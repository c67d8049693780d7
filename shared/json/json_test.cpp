#include "json/json.h"

#include <doctest/doctest.h>

using namespace arris;

namespace {

enum class Color : std::uint8_t { red, green };
BOOST_DESCRIBE_ENUM(Color, red, green)

struct Leaf {
  json::Text<1, 5> name;
  std::optional<std::int32_t> count;
};
BOOST_DESCRIBE_STRUCT(Leaf, (), (name, count))

struct Tree {
  std::string_view title;
  Color color;
  json::Integer<0, 100> height;
  std::vector<Leaf> leaves;
  json::Maybe<bool> evergreen;
  std::optional<json::Map<std::string_view>> tags;
};
BOOST_DESCRIBE_STRUCT(Tree, (), (title, color, height, leaves, evergreen, tags))

struct Change {
  json::Maybe<std::optional<std::int64_t>> count;
};
BOOST_DESCRIBE_STRUCT(Change, (), (count))

struct Label {
  json::Text<2, 5> name;
};
BOOST_DESCRIBE_STRUCT(Label, (), (name))

constexpr std::string_view good =
    R"({"title":"a\u00e9\ud83d\ude42\n","color":"green","height":1e1,"leaves":[{"name":"x","count":2.0}],"tags":{"k":"v"}})";

std::vector<std::string> pointers_of(std::string_view text) {
  Arena arena;
  const auto tree = json::decode<Tree>(text, arena);
  std::vector<std::string> pointers;
  if (!tree) {
    for (const Fault& fault : tree.error().faults)
      pointers.push_back(fault.pointer + " " + fault.code);
  }
  return pointers;
}

std::string detail_of_name(std::string_view name) {
  Arena arena;
  const auto label = json::decode<Label>(R"({"name":")" + std::string(name) + R"("})", arena);
  return label ? "" : label.error().faults[0].detail;
}

Code refusal_of(std::string_view text) {
  Arena arena;
  const auto tree = json::decode<Tree>(text, arena);
  return tree ? Code::gone : tree.error().code;
}

}  // namespace

TEST_CASE("json: what is not JSON is refused as a whole") {
  const std::string deep(100, '[');
  const std::string_view bad[] = {"",
                                  "{",
                                  "{}x",
                                  "[1,]",
                                  "{\"a\":1,}",
                                  "{'a':1}",
                                  "nul",
                                  "\"\\x\"",
                                  "\"\\ud800\"",
                                  "\"\\udc00\\ud800\"",
                                  "\"\\u0000\"",
                                  "\"\xff\"",
                                  "\"\xc0\x80\"",
                                  "\"a\nb\"",
                                  "01",
                                  "1.",
                                  "-",
                                  "1e",
                                  ".5",
                                  "+1",
                                  "{\"a\" 1}",
                                  deep,
                                  "\xef\xbb\xbf{}"};
  for (const auto text : bad) CHECK_MESSAGE(refusal_of(text) == Code::bad_request, text);
}

TEST_CASE("json: null is told from a member that is left out, where a type wants it") {
  Arena arena;
  CHECK_FALSE(json::decode<Change>(R"({"count":"1"})", arena));
  CHECK_FALSE(json::decode<Change>(R"({"count":nul})", arena));
  const auto absent = json::decode<Change>("{}", arena),
             null = json::decode<Change>(R"({"count":null})", arena),
             given = json::decode<Change>(R"({"count":7})", arena);
  REQUIRE(absent);
  CHECK_FALSE(absent->count.has_value());
  REQUIRE(null);
  REQUIRE(null->count.has_value());
  CHECK_FALSE(null->count->has_value());
  REQUIRE(given);
  CHECK(**given->count == 7);
  for (const auto* change : {&absent.value(), &null.value(), &given.value()}) {
    std::string text;
    json::encode(text, *change);
    const auto again = json::decode<Change>(text, arena);
    REQUIRE(again);
    CHECK(again->count.has_value() == change->count.has_value());
    CHECK(again->count.value_or(7) == change->count.value_or(7));
  }
}

TEST_CASE("json: every fault is told at once, with its place") {
  using Faults = std::vector<std::string>;
  CHECK(
      pointers_of(
          R"({"title":1,"color":"blue","height":101,"leaves":[{"name":"toolong","extra":1}],"a/b~":2})") ==
      Faults{"#/title wrong_type", "#/color not_a_choice", "#/height out_of_range",
             "#/leaves/0/name too_long", "#/leaves/0/extra unknown_field",
             "#/a~1b~0 unknown_field"});
  CHECK(pointers_of(R"({"title":"a","title":"b","tags":{"k":"1","k":"2"}})") ==
        Faults{"#/title duplicate_field", "#/tags/k duplicate_key", "#/color required",
               "#/height required", "#/leaves required"});
  CHECK(pointers_of("[]") == Faults{"# wrong_type"});
}

TEST_CASE("json: a length that is refused is told with its limit, in what the text is counted in") {
  CHECK(detail_of_name("12345") == "");
  CHECK(detail_of_name("") == "must not be empty");
  CHECK(detail_of_name("a") == "is shorter than 2 characters");
  CHECK(detail_of_name("123456") == "is longer than 5 characters");
  CHECK(detail_of_name("\u00e9\u00e9\u00e9") == "is longer than 5 bytes");
}

TEST_CASE("json: an integer field takes integral numbers alone, and only those in range") {
  for (const std::string_view bad : {"1.5", "1e400", "1e-1", "9223372036854775808", "-1e19"})
    CHECK_MESSAGE(!json::to_integer(bad), bad);
  CHECK(json::to_integer("1.0") == 1);
  CHECK(json::to_integer("12.50e1") == 125);
  CHECK(json::to_integer("-0") == 0);
}

TEST_CASE("json: an integer beyond what JSON and a database keep exactly is out of range") {
  Arena arena;
  for (const std::string_view far :
       {"9007199254740992", "-9007199254740992", "9223372036854775807", "-9223372036854775808"}) {
    const auto refused = json::decode<std::int64_t>(far, arena);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().faults[0].code == "out_of_range");
  }
  CHECK(json::decode<std::int64_t>("9007199254740991", arena).value() == json::integer_max);
}

TEST_CASE("json: a name is not blank") {
  Arena arena;
  for (const std::string_view blank : {R"(" ")", R"("\t \n")"}) {
    const auto refused = json::decode<json::Name<9>>(blank, arena);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().faults[0].code == "blank");
  }
  for (const std::string_view bad : {R"("")", R"("0123456789")", "7"})
    CHECK_FALSE(json::decode<json::Name<9>>(bad, arena));
  CHECK(json::decode<json::Name<9>>(R"(" a")", arena)->text == " a");
  std::string schema;
  json::type_of<json::Name<9>>.schema(schema, json::type_of<json::Name<9>>);
  CHECK(schema == R"({"type":"string","minLength":1,"maxLength":9,"pattern":"\\S"})");
}

TEST_CASE("json: a value survives the round trip") {
  Arena arena;
  auto tree = json::decode<Tree>(good, arena);
  REQUIRE(tree);
  CHECK(tree->title == "a\xc3\xa9\xf0\x9f\x99\x82\n");
  CHECK(tree->leaves[0].count == 2);
  std::string text;
  json::encode(text, tree.value());
  CHECK(text ==
        "{\"title\":\"a\xc3\xa9\xf0\x9f\x99\x82\\n\",\"color\":\"green\",\"height\":10,"
        "\"leaves\":[{\"name\":\"x\",\"count\":2}],\"tags\":{\"k\":\"v\"}}");
}

TEST_CASE("json: malformed UTF-8 is written as replacement characters") {
  std::string text;
  json::write_string(text, "a\xff\x01\"");
  CHECK(text == "\"a\xef\xbf\xbd\\u0001\\\"\"");
}

TEST_CASE("json: texts of every length survive, whatever stands where in them") {
  Arena arena;
  for (const std::string_view piece : {"\"", "\\", "\n", "\x7f", "\xc3\xbc", "\xf0\x9f\x99\x82"}) {
    for (std::size_t length = 0; length < 40; ++length) {
      for (std::size_t at = 0; at <= length; ++at) {
        std::string text(length, 'x'), written;
        text.insert(at, piece);
        json::encode(written, std::string_view(text));
        const auto read = json::decode<std::string_view>(written, arena);
        REQUIRE(read);
        REQUIRE(read.value() == text);
        REQUIRE_FALSE(json::decode<std::string_view>(written.substr(0, written.size() - 1), arena));
        text[at] = '\x1f';
        REQUIRE_FALSE(json::decode<std::string_view>("\"" + text + "\"", arena));
        text[at] = '\xff';
        REQUIRE_FALSE(json::decode<std::string_view>("\"" + text + "\"", arena));
      }
    }
  }
}

TEST_CASE("json: members are found in any order, with blanks and with names that begin alike") {
  Arena arena;
  for (const std::string_view text :
       {R"({"name":"a","count":7})", R"({"count":7,"name":"a"})",
        R"({ "name" : "a" , "count" : 7 })", R"({"na\u006de":"a","count":7})"}) {
    const auto leaf = json::decode<Leaf>(text, arena);
    REQUIRE(leaf);
    CHECK(leaf->name.text == "a");
    CHECK(leaf->count == 7);
  }
  for (const std::string_view text :
       {R"({"name":"a" "count":7})", R"({,"name":"a"})", R"({"name":"a",})", R"({"name":"a")",
        R"({"name":"a","count":)", R"({"name":"a","name)", R"({"name":"a";"count":7})"})
    CHECK(json::decode<Leaf>(text, arena).error().code == Code::bad_request);
  CHECK(json::decode<Leaf>(R"({"nam":"a","name":"b"})", arena).error().code == Code::invalid);
}

TEST_CASE("json: integers of every length survive") {
  Arena arena;
  std::vector<std::int64_t> values{0, INT64_MIN, INT64_MAX};
  for (std::int64_t power = 1; power <= INT64_MAX / 10; power *= 10)
    for (const std::int64_t value : {power - 1, power, power + 1, power * 9}) {
      values.push_back(value);
      values.push_back(-value);
    }
  for (const std::int64_t value : values) {
    std::string written;
    json::write_integer(written, value);
    CHECK(written == std::to_string(value));
    if (value >= -json::integer_max && value <= json::integer_max)
      CHECK(json::decode<std::int64_t>(written, arena).value() == value);
  }
}

TEST_CASE("json: a query string takes each known parameter once") {
  Arena arena;
  const auto faults = json::decode_query<Leaf>("name=&name=b&count=x&other=1&bad=%zz", arena);
  REQUIRE_FALSE(faults);
  CHECK(faults.error().faults.size() == 5);
  const auto leaf = json::decode_query<Leaf>("name=a+%C3%BC&count=3", arena);
  REQUIRE(leaf);
  CHECK(leaf->name.text == "a \xc3\xbc");
}

TEST_CASE("json: a schema names its structs and their constraints") {
  json::SchemaSet schemas;
  json::collect_schemas<Tree>(schemas);
  std::string text;
  schemas.write(text);
  CHECK(text.starts_with(
      R"({"Tree":{"type":"object","additionalProperties":false,"properties":{"title":{"type":"string"})"));
  CHECK(text.find(R"("name":{"type":"string","minLength":1,"maxLength":5})") != std::string::npos);
  CHECK(text.find(R"("required":["title","color","height","leaves"])") != std::string::npos);
}
