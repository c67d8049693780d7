#include "otlp/wire.h"

#include <doctest/doctest.h>

#include <bit>
#include <cstring>

#include "otlp/messages.h"
#include "otlp/test_proto.h"

using namespace arris;
using namespace arris::otlp;
using test::Proto;

TEST_CASE("what is no protobuf is refused, wherever it is cut") {
  const auto whole = test::some_traces();
  REQUIRE(to_json(whole, traces_message));
  for (std::size_t size = 1; size < whole.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(to_json(std::string_view(whole).substr(0, size), traces_message));
  }
}

TEST_CASE(
    "a field of another wire type, a group, field 0 and a length beyond the end are refused") {
  CHECK_FALSE(to_json(Proto().varint(1, 5).bytes(), traces_message));
  CHECK_FALSE(to_json("\x0b", traces_message));
  CHECK_FALSE(to_json(std::string_view("\x02\x00", 2), traces_message));
  CHECK_FALSE(to_json("\x0a\xff\xff\xff\xff\x0f", traces_message));
  CHECK_FALSE(to_json("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", traces_message));
}

TEST_CASE("a text that is not UTF-8 is refused") {
  const auto event = Proto().text(2, "\xff");
  const auto span = Proto().message(11, event);
  const auto request = Proto().message(1, Proto().message(2, Proto().message(2, span)));
  CHECK_FALSE(to_json(request.bytes(), traces_message));
}

TEST_CASE("values within values are refused beyond a depth") {
  const auto nested = [](int levels) {
    Proto value;
    value.text(1, "x");
    for (int i = 0; i < levels; ++i) value = Proto().message(5, Proto().message(1, value));
    const auto record = Proto().message(5, value);
    return Proto().message(1, Proto().message(2, Proto().message(2, record))).bytes();
  };
  CHECK(to_json(nested(10), logs_message));
  CHECK_FALSE(to_json(nested(1000), logs_message));
}

TEST_CASE("nothing is an empty message") { CHECK(to_json("", traces_message) == "{}"); }

TEST_CASE("fields that are not known are passed over, of one that comes twice the last counts") {
  const auto span = Proto().text(5, "first").varint(99, 7).fixed32(98, 1).text(5, "second");
  const auto request = Proto().message(1, Proto().message(2, Proto().message(2, span)));
  CHECK(to_json(request.bytes(), traces_message) ==
        R"({"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"second"}]}]}]})");
}

TEST_CASE("values are written as OTLP's JSON has them") {
  const auto value = [](const Proto& any) {
    const auto record = Proto().message(5, any);
    const auto json = to_json(
        Proto().message(1, Proto().message(2, Proto().message(2, record))).bytes(), logs_message);
    REQUIRE(json);
    const std::string head = R"({"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{)";
    REQUIRE(json->starts_with(head));
    return json->substr(head.size(), json->size() - head.size() - 8);
  };
  CHECK(value(Proto().text(1, "a\"b")) == R"("stringValue":"a\"b")");
  CHECK(value(Proto().varint(2, 1)) == R"("boolValue":true)");
  CHECK(value(Proto().varint(3, static_cast<std::uint64_t>(-3))) == R"("intValue":"-3")");
  CHECK(value(Proto().real(4, 0.25)) == R"("doubleValue":0.25)");
  CHECK(value(Proto().text(7, "\x01\x02\xff\xfe")) == R"("bytesValue":"AQL//g==")");
  CHECK(value(Proto().message(5, Proto().message(1, Proto().varint(2, 0)))) ==
        R"("arrayValue":{"values":[{"boolValue":false}]})");
  CHECK(value(Proto().message(6, Proto().message(1, Proto().text(1, "k")))) ==
        R"("kvlistValue":{"values":[{"key":"k"}]})");
}

TEST_CASE("lists of numbers come packed or one by one") {
  std::string packed(16, '\0');
  const std::uint64_t counts[] = {3, 4};
  std::memcpy(packed.data(), counts, 16);
  const auto json = [](const Proto& point) {
    const auto metric = Proto().message(9, Proto().message(1, point));
    return to_json(Proto().message(1, Proto().message(2, Proto().message(2, metric))).bytes(),
                   metrics_message)
        .value_or("");
  };
  const auto expected = R"("dataPoints":[{"bucketCounts":["3","4"]}])";
  CHECK(json(Proto().text(6, packed)).find(expected) != std::string::npos);
  CHECK(json(Proto().fixed64(6, 3).fixed64(6, 4)).find(expected) != std::string::npos);
  CHECK(json(Proto().text(6, packed.substr(1))) == "");
}
