#include "errors/sentry_event.h"

#include <doctest/doctest.h>

#include "core/range.h"
#include "core/text.h"
#include "errors/grouping.h"
#include "errors/moment.h"
#include "redact/scrub.h"

namespace arris::errors {

using namespace redact;
namespace {

// What the fields of an event come to, in one line.
std::string shown(std::string_view json) {
  Arena arena;
  const auto parsed = parse_event(json, arena);
  if (!parsed) return parsed.error().detail;
  const EventFacts& facts = parsed->facts;
  std::string out = group(facts).title;
  for (const Exception& exception : facts.exceptions) {
    out.append(" [").append(exception.type).append("|").append(exception.value);
    if (exception.handled == Handled::no) out.append("|unhandled");
    if (exception.handled == Handled::yes) out.append("|handled");
    if (exception.synthetic == Synthetic::yes) out.append("|synthetic");
    for (const Frame& frame : exception.frames) {
      out.append("|").append(frame.file).append(":").append(frame.function).append(":");
      append_decimal(out, frame.line);
    }
    out.append("]");
  }
  for (const Tag& tag : facts.tags) out.append(" ").append(tag.key).append("=").append(tag.value);
  for (const std::string_view part : facts.fingerprint) out.append(" #").append(part);
  return out;
}

struct Case {
  std::string_view json;
  std::string_view want;
};

const Case cases[] = {
    {"", "The event is not a JSON object"},
    {"[]", "The event is not a JSON object"},
    {"{\"message\":\"x\"", "The event is not a JSON object"},
    {"{} {}", "The event is not a JSON object"},
    {"null", "The event is not a JSON object"},
    {"{}", "Event without a message"},
    {R"({"message":"hi"})", "hi"},
    {R"({"message":{"message":"hi %s","params":["x"],"formatted":"hi x"}})", "hi x"},
    {R"({"logentry":{"message":"hi %s","params":["x"]}})", "hi %s"},
    {R"({"sentry.interfaces.Message":{"message":"old"}})", "old"},
    {R"({"message":17})", "17"},
    {R"({"message":null,"logentry":null})", "Event without a message"},
    {R"({"exception":{"values":[{"type":"A","value":"x"}]}})", "A: x [A|x]"},
    {R"({"exception":[{"type":"A","value":"x"},{"type":"B","value":"y"}]})", "B: y [A|x] [B|y]"},
    {R"({"exception":{"type":"A","value":"x"}})", "A: x [A|x]"},
    {R"({"sentry.interfaces.Exception":{"values":[{"type":"A"}]}})", "A [A|]"},
    {R"({"exception":{"values":null}})", "Event without a message"},
    {R"({"exception":{"values":[null,{"type":"A"},17]}})", "A [A|]"},
    {R"({"exception":"boom"})", "Event without a message"},
    {R"({"exception":{"values":[{"type":"A","value":{"code":1}}]}})",
     "A: {\"code\":1} [A|{\"code\":1}]"},
    {R"({"exception":[{"type":"A","value":7,"mechanism":{"type":"onerror","handled":false}}]})",
     "A: 7 [A|7|unhandled]"},
    {R"({"exception":[{"type":"A","mechanism":{"handled":true,"synthetic":true}}]})",
     "A [A||handled|synthetic]"},
    {R"({"exception":[{"type":"A","mechanism":{"handled":null,"synthetic":"x"}}]})", "A [A|]"},
    {R"({"exception":[{"type":"A","stacktrace":{"frames":[{"filename":"a.js","function":"f","lineno":3,"vars":{}}]}}]})",
     "A [A||a.js:f:3]"},
    {R"({"exception":[{"type":"A","stacktrace":{"frames":[{"abs_path":"/b.js","lineno":"4"},null]}}]})",
     "A [A||/b.js::4]"},
    {R"({"exception":[{"type":"A","stacktrace":{"frames":[{"filename":"a","abs_path":"/b"},{"abs_path":"/b","filename":"a"}]}}]})",
     "A [A||a::0|a::0]"},
    {R"({"exception":[{"type":"A","stacktrace":null}]})", "A [A|]"},
    {R"({"message":"x","tags":{"a":"1","b":2,"c":null}})", "x a=1 b=2 c="},
    {R"({"message":"x","tags":[["a","1"],["b",true],null,["c"]]})", "x a=1 b=true c="},
    {R"({"message":"x","tags":"none"})", "x"},
    {R"({"message":"x","fingerprint":["a","{{ default }}",7]})", "x #a #{{ default }} #7"},
    {R"({"message":"x","fingerprint":"a"})", "x"},
    {R"({"message":"a\u00e9\n\"b\""})", "a\xc3\xa9"},
    {R"({"message":"x","n":NaN,"unknown":{"deep":[1,{}]}})", "x"},
};

}  // namespace

TEST_CASE("sentry events: any shape that SDKs send is read, what is no object is refused") {
  for (const Case& c : cases) {
    CAPTURE(c.json);
    CHECK(shown(c.json) == c.want);
  }
}

TEST_CASE("sentry events: the plain fields") {
  Arena arena;
  const auto event = parse_event(
      R"({"event_id":"9ec79c33ec9942ab8353589fcb2e04dc","timestamp":1795239525.123,"level":"warning","platform":"node",
         "release":"shop@1.2.3","environment":"production","transaction":"GET /a","server_name":"web-1","dist":"7",
         "logger":"root","sdk":{"name":"sentry.javascript.node","version":"11.1.0","packages":[]},
         "contexts":{"os":{"name":"x"}},"breadcrumbs":{"values":[]},"request":{"url":"/"},"extra":null})",
      arena);
  REQUIRE(event.ok());
  CHECK(event->event_id == "9ec79c33ec9942ab8353589fcb2e04dc");
  CHECK(event->at_ms == 1795239525123);
  CHECK(text_of(event->facts.level) == "warning");
  CHECK(event->facts.platform == "node");
  CHECK(event->facts.release == "shop@1.2.3");
  CHECK(event->facts.environment == "production");
  CHECK(event->facts.transaction == "GET /a");
  CHECK(event->facts.logger == "root");
  CHECK(event->server_name == "web-1");
  CHECK(event->dist == "7");
  CHECK(event->sdk_name == "sentry.javascript.node");
  CHECK(event->sdk_version == "11.1.0");
  CHECK(event->contexts == R"({"os":{"name":"x"}})");
  CHECK(event->breadcrumbs == R"({"values":[]})");
  CHECK(event->request == R"({"url":"/"})");
  CHECK(event->extra == "");
}

TEST_CASE("sentry events: timestamps of both kinds, none of a third") {
  Arena arena;
  CHECK(parse_event(R"({"timestamp":"2026-11-21T05:38:45.123456Z"})", arena)->at_ms ==
        1795239525123);
  CHECK(parse_event(R"({"timestamp":1795239525})", arena)->at_ms == 1795239525000);
  CHECK(parse_event(R"({"timestamp":"1795239525.5"})", arena)->at_ms == 1795239525500);
  CHECK(!parse_event(R"({"timestamp":"yesterday"})", arena)->at_ms);
  CHECK(!parse_event(R"({"timestamp":-1})", arena)->at_ms);
}

TEST_CASE("sentry events: one larger than 1 MiB is refused, one of endless frames is cut") {
  Arena arena;
  const auto large = parse_event(std::string(max_event_bytes + 1, ' '), arena);
  REQUIRE(!large.ok());
  CHECK(large.error().code == Code::too_large);
  std::string frames = "{\"lineno\":1}";
  while (frames.size() < max_event_bytes - 1000) frames.append(",{}");
  const std::string json = "{\"exception\":[{\"stacktrace\":{\"frames\":[" + frames + "]}}]}";
  const auto event = parse_event(json, arena);
  REQUIRE(event.ok());
  CHECK(event->facts.exceptions[0].frames.size() <= 500);
}

TEST_CASE("sentry events: a person is known by the best that is known, without a name") {
  Arena arena;
  const auto key = [&](std::string_view json) { return user_key(read_user(json, arena)); };
  CHECK(key("{}") == "");
  CHECK(key(R"({"user":null})") == "");
  CHECK(key(R"({"user":{"ip_address":"{{auto}}"}})") == "");
  const std::string by_id = key(R"({"user":{"id":7,"email":"bob@x.io"}})");
  CHECK(by_id.size() == 32);
  CHECK(by_id == key(R"({"user":{"id":"7","email":"al@x.io"}})"));
  CHECK(by_id != key(R"({"user":{"email":"bob@x.io"}})"));
  CHECK(key(R"({"user":{"username":"7"}})") != key(R"({"user":{"ip_address":"7"}})"));
  CHECK(key(R"({"sentry.interfaces.User":{"id":"7"}})") == by_id);
}

TEST_CASE("sentry events: a scrubbed event is read like the sent one") {
  const std::string_view sent =
      R"({"exception":{"values":[{"type":"E","value":"no bob@x.io","stacktrace":{"frames":[{"filename":"a.py",)"
      R"("function":"f","in_app":true,"vars":{"password":"x"}}]}}]},"tags":{"a":"1"}})";
  const auto clean = scrub(sent);
  REQUIRE(clean.has_value());
  CHECK(shown(*clean) == "E: no [Filtered] [E|no [Filtered]|a.py:f:0] a=1");
}

TEST_CASE(
    "events: a client's clock that is off is set right, and believed for 30 days and an hour") {
  constexpr std::int64_t now = 1'795'239'525'000, past = 1'000'000'000'000, future = 4 * past;
  struct Case {
    std::string_view name;
    std::int64_t at_ms;
    std::optional<std::int64_t> sent_at_ms;
    std::int64_t is_ms;
  };
  const Case cases[] = {
      {"years ago", past, {}, now},
      {"years ahead", future, {}, now},
      {"before 1970", -future, {}, now},
      {"30 days ago", now - 30 * day_ms, {}, now - 30 * day_ms},
      {"more than 30 days ago", now - 30 * day_ms - 1, {}, now},
      {"an hour ahead", now + hour_ms, {}, now + hour_ms},
      {"more than an hour ahead", now + hour_ms + 1, {}, now},
      {"sent within a minute", now - 5'000, now - minute_ms, now - 5'000},
      {"sent by a clock that is slow", past - 1'000, past, now - 1'000},
      {"sent by a clock that is fast", future - 1'000, future, now - 1'000},
      {"a good clock and a forged sending long ago", now, past, now},
      {"a good clock and a forged sending far ahead", now, future, now},
      {"both forged apart by years", past, future, now},
      {"forged apart by 30 days and more", past - 31 * day_ms, past, now},
      {"forged apart by two hours", past + 2 * hour_ms, past, now},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(event_time_ms(c.at_ms, c.sent_at_ms, now) == c.is_ms);
  }
}

}  // namespace arris::errors
