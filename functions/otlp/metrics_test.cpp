#include "otlp/metrics.h"

#include <doctest/doctest.h>

using namespace arris;
using namespace arris::otlp;

namespace {

constexpr std::int64_t now_ms = 1'700'000'000'000;
const std::string at = R"("timeUnixNano":"1700000000000000000")";

Points read(const std::string& metrics, Arena& arena) {
  const auto text = R"({"resourceMetrics":[{"scopeMetrics":[{"metrics":[)" + metrics + "]}]}]}";
  auto out = read_metrics(arena.keep(text), now_ms, arena);
  REQUIRE(out);
  return std::move(*out);
}

}  // namespace

TEST_CASE("what is no request of metrics is refused") {
  Arena arena;
  CHECK_FALSE(read_metrics("7", now_ms, arena));
}

TEST_CASE("points without a time and metrics without a name are refused, the others taken") {
  Arena arena;
  const auto points = read(R"({"name":"a","gauge":{"dataPoints":[{"asInt":"1"},{)" + at +
                               R"(,"asInt":"2"}]}},{"gauge":{"dataPoints":[{)" + at + "}]}}",
                           arena);
  CHECK(points.taken.size() == 1);
  CHECK(points.refused.count == 2);
  CHECK(points.refused.why == "a timeUnixNano is missing or no number");
}

TEST_CASE("a sum says how it adds up, wherever that stands") {
  Arena arena;
  const auto points = read(
      R"({"sum":{"dataPoints":[{)" + at +
          R"(,"startTimeUnixNano":"1600000000000000000","asDouble":1.5,)" +
          R"("attributes":[{"key":"k","value":{"stringValue":"v"}}]}],"aggregationTemporality":2,"isMonotonic":true},)" +
          R"("name":"requests","unit":"1","description":"all"})",
      arena);
  REQUIRE(points.taken.size() == 1);
  const Point& point = points.taken.front();
  CHECK(point.name == "requests");
  CHECK(point.kind == MetricKind::sum);
  CHECK(point.temporality == "cumulative");
  CHECK(point.monotonic);
  CHECK(
      point.json ==
      R"({"at_us":1700000000000000,"start_at_us":1600000000000000,"attributes":{"k":"v"},"value":1.5})");
}

TEST_CASE("histograms of both kinds and summaries keep their numbers") {
  Arena arena;
  const auto points = read(
      R"({"name":"h","histogram":{"dataPoints":[{)" + at +
          R"(,"count":"3","sum":4.5,"bucketCounts":["1","2"],"explicitBounds":[0.5],"min":0.1,"max":4}]}},)" +
          R"({"name":"e","exponentialHistogram":{"dataPoints":[{)" + at +
          R"(,"count":"3","scale":2,"zeroCount":"1","positive":{"offset":-1,"bucketCounts":["2"]}}]}},)" +
          R"({"name":"s","summary":{"dataPoints":[{)" + at +
          R"(,"count":"3","sum":"NaN","quantileValues":[{"quantile":0.5,"value":2}]}]}})",
      arena);
  REQUIRE(points.taken.size() == 3);
  CHECK(
      points.taken[0].json ==
      R"({"at_us":1700000000000000,"attributes":{},"count":3,"sum":4.5,"bucket_counts":[1,2],"bounds":[0.5],"min":0.1,"max":4})");
  CHECK(
      points.taken[1].json ==
      R"({"at_us":1700000000000000,"attributes":{},"count":3,"scale":2,"zero_count":1,"positive":{"offset":-1,"bucket_counts":[2]}})");
  CHECK(
      points.taken[2].json ==
      R"({"at_us":1700000000000000,"attributes":{},"count":3,"sum":null,"quantiles":[{"quantile":0.5,"value":2}]})");
}

TEST_CASE("attributes of points lose what stands under a sensitive name; their texts stay") {
  Arena arena;
  const auto points = read(
      R"({"name":"a","gauge":{"dataPoints":[{)" + at +
          R"(,"asInt":"1","attributes":[{"key":"session","value":{"stringValue":"abc"}},)"
          R"({"key":"route","value":{"stringValue":"/a?token=abc"}},{"key":"token","value":{"intValue":"7"}}]}]}})",
      arena);
  REQUIRE(points.taken.size() == 1);
  CHECK(points.taken[0].json.find(
            R"("attributes":{"session":"[Filtered]","route":"/a?token=abc","token":7})") !=
        std::string_view::npos);
}
