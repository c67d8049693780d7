#include "errors/grouping.h"

#include <doctest/doctest.h>

#include <set>

#include "errors/normalize.h"

namespace arris::errors {
namespace {

Frame app(std::string_view file, std::string_view function, std::int64_t line = 1) {
  return {.file = file, .function = function, .line = line, .in_app = InApp::yes};
}
Frame lib(std::string_view file, std::string_view function) {
  return {.file = file, .function = function, .in_app = InApp::no};
}
// A frame of shop.js in checkout() whose source line is known.
Frame at_line(std::string_view source, std::int64_t line = 1) {
  Frame frame = app("shop.js", "checkout", line);
  frame.context_line = source;
  return frame;
}
Frame not_in_app(Frame frame) {
  frame.in_app = InApp::no;
  return frame;
}
EventFacts raise(std::string_view type, std::string_view value, std::vector<Frame> frames = {}) {
  EventFacts facts{.platform = "python"};
  facts.exceptions.push_back({.type = type, .value = value, .frames = std::move(frames)});
  return facts;
}
EventFacts with_fingerprint(EventFacts facts, std::vector<std::string_view> fingerprint) {
  facts.fingerprint = std::move(fingerprint);
  return facts;
}
EventFacts log_message(std::string_view message, std::string_view pattern = "") {
  return {.platform = "node", .message = message, .message_template = pattern};
}
EventFacts chain(EventFacts cause, const EventFacts& effect) {
  cause.exceptions.insert(cause.exceptions.end(), effect.exceptions.begin(),
                          effect.exceptions.end());
  return cause;
}
EventFacts synthetic(std::string_view value, std::vector<Frame> frames) {
  EventFacts facts = raise("Error", value, std::move(frames));
  facts.exceptions[0].synthetic = Synthetic::yes;
  return facts;
}

EventFacts with_template(EventFacts facts, std::string_view pattern) {
  facts.message_template = pattern;
  return facts;
}

enum class Want : std::uint8_t { same, other };

struct Pair {
  std::string_view name;
  EventFacts a;
  EventFacts b;
  Want want;
  GroupedBy why;  // of a
};

const Frame main_frame = app("app/main.py", "main");
const std::string line_of_120(120, 'a'), line_of_121(121, 'a'), other_of_121(121, 'b');

const Pair pairs[] = {
    // the client's fingerprint
    {"equal fingerprints join", with_fingerprint(raise("A", "x"), {"pay"}),
     with_fingerprint(raise("B", "y"), {"pay"}), Want::same, GroupedBy::fingerprint},
    {"other fingerprints part", with_fingerprint(raise("A", "x"), {"pay"}),
     with_fingerprint(raise("A", "x"), {"buy"}), Want::other, GroupedBy::fingerprint},
    {"parts keep their borders", with_fingerprint({}, {"ab", "c"}),
     with_fingerprint({}, {"a", "bc"}), Want::other, GroupedBy::fingerprint},
    {"order matters", with_fingerprint({}, {"a", "b"}), with_fingerprint({}, {"b", "a"}),
     Want::other, GroupedBy::fingerprint},
    {"an empty part is a part", with_fingerprint({}, {"a"}), with_fingerprint({}, {"a", ""}),
     Want::other, GroupedBy::fingerprint},
    {"default alone is no fingerprint",
     with_fingerprint(raise("A", "x", {main_frame}), {"{{ default }}"}),
     raise("A", "x", {main_frame}), Want::same, GroupedBy::app_frames},
    {"default without blanks", with_fingerprint(raise("A", "x"), {"{{default}}"}), raise("A", "x"),
     Want::same, GroupedBy::exception},
    {"default and more parts from default",
     with_fingerprint(raise("A", "x"), {"{{ default }}", "eu"}), raise("A", "x"), Want::other,
     GroupedBy::fingerprint},
    {"default expands to the event", with_fingerprint(raise("A", "x"), {"{{ default }}", "eu"}),
     with_fingerprint(raise("B", "x"), {"{{ default }}", "eu"}), Want::other,
     GroupedBy::fingerprint},
    {"type expands", with_fingerprint(raise("A", "x"), {"{{ type }}"}),
     with_fingerprint(raise("B", "x"), {"{{ error.type }}"}), Want::other, GroupedBy::fingerprint},
    {"type expands to itself", with_fingerprint(raise("A", "x"), {"{{ type }}"}),
     with_fingerprint(raise("A", "y"), {"{{ error.type }}"}), Want::same, GroupedBy::fingerprint},
    {"a literal is not the text of default", with_fingerprint({}, {"default"}),
     with_fingerprint({}, {"{{ default }}", "x"}), Want::other, GroupedBy::fingerprint},
    // in-app frames
    {"lines don't matter", raise("A", "x", {app("a.py", "f", 1)}),
     raise("A", "x", {app("a.py", "f", 99)}), Want::same, GroupedBy::app_frames},
    {"values don't matter with frames", raise("A", "x", {main_frame}),
     raise("A", "y", {main_frame}), Want::same, GroupedBy::app_frames},
    {"types matter", raise("A", "x", {main_frame}), raise("B", "x", {main_frame}), Want::other,
     GroupedBy::app_frames},
    {"functions matter", raise("A", "x", {app("a.py", "f")}), raise("A", "x", {app("a.py", "g")}),
     Want::other, GroupedBy::app_frames},
    {"files matter", raise("A", "x", {app("a.py", "f")}), raise("A", "x", {app("b.py", "f")}),
     Want::other, GroupedBy::app_frames},
    {"callers matter", raise("A", "x", {app("a.py", "f"), main_frame}),
     raise("A", "x", {app("b.py", "g"), main_frame}), Want::other, GroupedBy::app_frames},
    {"library frames don't matter", raise("A", "x", {main_frame, lib("site.py", "get")}),
     raise("A", "x", {main_frame, lib("other.py", "put")}), Want::same, GroupedBy::app_frames},
    {"recursion's depth doesn't matter",
     raise("A", "x", {main_frame, app("a.py", "f"), app("a.py", "f")}),
     raise("A", "x", {main_frame, app("a.py", "f")}), Want::same, GroupedBy::app_frames},
    {"mutual recursion neither",
     raise("A", "x", {app("a.py", "f"), app("a.py", "g"), app("a.py", "f"), app("a.py", "g")}),
     raise("A", "x", {app("a.py", "f"), app("a.py", "g")}), Want::same, GroupedBy::app_frames},
    {"the origin and the hash of a bundle don't matter",
     raise("A", "x", {app("https://a.cdn/assets/app.3f2a9c1b.js?v=1", "f")}),
     raise("A", "x", {app("https://b.cdn/assets/app.99aa88bb.js", "f")}), Want::same,
     GroupedBy::app_frames},
    {"the release folder doesn't matter", raise("A", "x", {app("/srv/20260102/app/a.py", "f")}),
     raise("A", "x", {app("/srv/20260305/app/a.py", "f")}), Want::same, GroupedBy::app_frames},
    {"windows and unix folders agree", raise("A", "x", {app("C:\\app\\lib\\a.py", "f")}),
     raise("A", "x", {app("/app/lib/a.py", "f")}), Want::same, GroupedBy::app_frames},
    {"a module outranks the folder",
     raise("A", "x",
           {{.module = "shop.cart", .file = "/x/cart.py", .function = "f", .in_app = InApp::yes}}),
     raise("A", "x",
           {{.module = "shop.cart", .file = "/y/cart.py", .function = "f", .in_app = InApp::yes}}),
     Want::same, GroupedBy::app_frames},
    {"modules matter",
     raise("A", "x",
           {{.module = "shop.cart", .file = "m.py", .function = "f", .in_app = InApp::yes}}),
     raise("A", "x",
           {{.module = "shop.menu", .file = "m.py", .function = "f", .in_app = InApp::yes}}),
     Want::other, GroupedBy::app_frames},
    {"the number of a lambda doesn't matter", raise("A", "x", {app("A.java", "lambda$run$0")}),
     raise("A", "x", {app("A.java", "lambda$run$7")}), Want::same, GroupedBy::app_frames},
    {"frames without a mark are judged", raise("A", "x", {{.file = "app/a.py", .function = "f"}}),
     raise("A", "y", {{.file = "app/a.py", .function = "f"}}), Want::same, GroupedBy::app_frames},
    {"the cause doesn't matter",
     chain(raise("Cause", "1", {main_frame}), raise("A", "x", {main_frame})),
     chain(raise("Other", "2"), raise("A", "x", {main_frame})), Want::same, GroupedBy::app_frames},
    {"an empty last exception is passed over", chain(raise("A", "x", {main_frame}), raise("", "")),
     raise("A", "x", {main_frame}), Want::same, GroupedBy::app_frames},
    // what parts errors of the same frames
    {"the raising line matters", raise("E", "declined", {at_line("throw new E('declined')")}),
     raise("E", "is down", {at_line("throw new E('is down')")}), Want::other,
     GroupedBy::app_frames},
    {"its number and its blanks don't", raise("E", "x", {at_line("throw error", 7)}),
     raise("E", "x", {at_line("\t  throw error\r\n", 99)}), Want::same, GroupedBy::app_frames},
    {"its values don't", raise("E", "user 1", {at_line("throw new E(`user ${id}`)")}),
     raise("E", "user 2", {at_line("throw new E(`user ${id}`)")}), Want::same,
     GroupedBy::app_frames},
    {"the lines of callers don't matter", raise("E", "x", {at_line("pay(1)"), main_frame}),
     raise("E", "x", {at_line("pay(2)"), main_frame}), Want::same, GroupedBy::app_frames},
    {"the lines of libraries don't matter",
     raise("E", "x", {main_frame, not_in_app(at_line("throw a"))}),
     raise("E", "x", {main_frame, not_in_app(at_line("throw b"))}), Want::same,
     GroupedBy::app_frames},
    {"the line that calls a library matters",
     raise("E", "x", {at_line("parse(body)"), lib("json.js", "parse")}),
     raise("E", "x", {at_line("parse(query)"), lib("json.js", "parse")}), Want::other,
     GroupedBy::app_frames},
    {"the last line of a recursion matters, not its depth",
     raise("E", "x", {at_line("walk(left)"), at_line("walk(right)"), at_line("throw error")}),
     raise("E", "x", {at_line("walk(right)"), at_line("throw error")}), Want::same,
     GroupedBy::app_frames},
    {"a line of blanks is none", raise("E", "x", {at_line(" \t ")}),
     raise("E", "x", {app("shop.js", "checkout")}), Want::same, GroupedBy::app_frames},
    {"a line of 120 bytes matters", raise("E", "x", {at_line(line_of_120)}),
     raise("E", "x", {app("shop.js", "checkout")}), Want::other, GroupedBy::app_frames},
    {"a minified line doesn't", raise("E", "x", {at_line(line_of_121)}),
     raise("E", "x", {at_line(other_of_121)}), Want::same, GroupedBy::app_frames},
    {"a line is no frame", raise("E", "x", {at_line("line")}),
     raise("E", "x", {app("shop.js", "checkout"), app("line", "")}), Want::other,
     GroupedBy::app_frames},
    {"a line without a frame of the program is none",
     raise("E", "x", {not_in_app(at_line("throw a"))}),
     raise("E", "x", {not_in_app(at_line("throw b"))}), Want::same,
     GroupedBy::exception_and_function},
    {"synthetic types don't matter", synthetic("x 1", {app("a.py", "boom")}),
     synthetic("x 2", {app("a.py", "boom")}), Want::same, GroupedBy::app_frames},
    {"texts of synthetic exceptions do", synthetic("cache miss", {app("a.py", "boom")}),
     synthetic("slow query", {app("a.py", "boom")}), Want::other, GroupedBy::app_frames},
    {"by their first line", synthetic("x\nmore", {app("a.py", "boom")}),
     synthetic("x\nless", {app("a.py", "boom")}), Want::same, GroupedBy::app_frames},
    {"by their template", with_template(synthetic("hi bob", {app("a.py", "boom")}), "hi %s"),
     with_template(synthetic("hi al", {app("a.py", "boom")}), "hi %s"), Want::same,
     GroupedBy::app_frames},
    {"a text is no line", synthetic("x", {app("shop.js", "checkout")}),
     synthetic("", {at_line("x")}), Want::other, GroupedBy::app_frames},
    // no frame of the program
    {"library frames alone: values matter", raise("A", "x", {lib("site.py", "get")}),
     raise("A", "y", {lib("site.py", "get")}), Want::other, GroupedBy::exception_and_function},
    {"library frames alone: numbers don't", raise("A", "id 1", {lib("site.py", "get")}),
     raise("A", "id 2", {lib("site.py", "get")}), Want::same, GroupedBy::exception_and_function},
    {"library frames alone: the function matters", raise("A", "x", {lib("site.py", "get")}),
     raise("A", "x", {lib("site.py", "put")}), Want::other, GroupedBy::exception_and_function},
    {"judged to be a library's", raise("A", "x", {{.file = "node_modules/a.js", .function = "f"}}),
     raise("A", "y", {{.file = "node_modules/a.js", .function = "f"}}), Want::other,
     GroupedBy::exception_and_function},
    // no frames
    {"types and values join", raise("A", "user 1"), raise("A", "user 2"), Want::same,
     GroupedBy::exception},
    {"types part", raise("A", "x"), raise("B", "x"), Want::other, GroupedBy::exception},
    {"values part", raise("A", "x"), raise("A", "y"), Want::other, GroupedBy::exception},
    {"later lines don't matter", raise("A", "x\nmore 1"), raise("A", "x\nless"), Want::same,
     GroupedBy::exception},
    {"type and value keep their border", raise("Ab", "c"), raise("A", "bc"), Want::other,
     GroupedBy::exception},
    // messages
    {"messages join", log_message("took 3ms for bob@x.io"), log_message("took 9ms for al@y.io"),
     Want::same, GroupedBy::message},
    {"messages part", log_message("started"), log_message("stopped"), Want::other,
     GroupedBy::message},
    {"a template outranks its text", log_message("hi bob", "hi %s"), log_message("hi al", "hi %s"),
     Want::same, GroupedBy::message},
    {"a message is not an exception", log_message("x"), raise("", "x"), Want::other,
     GroupedBy::message},
    {"a level doesn't matter", log_message("x"), EventFacts{.message = "x", .level = Level::info},
     Want::same, GroupedBy::message},
    {"nothing joins nothing", EventFacts{.platform = "node"}, EventFacts{.platform = "node"},
     Want::same, GroupedBy::nothing},
    {"transactions part", EventFacts{.transaction = "/a"}, EventFacts{.transaction = "/b"},
     Want::other, GroupedBy::nothing},
};

struct Shown {
  EventFacts facts;
  std::string_view title;
  std::string_view culprit;
};

const Shown shown[] = {
    {raise("ValueError", "user 17\nmore", {main_frame}), "ValueError: user 17",
     "app/main.py in main"},
    {raise("ValueError", ""), "ValueError", ""},
    {raise("", "it broke"), "it broke", ""},
    {raise("", "", {app("a.py", "")}), "Error", "a.py"},
    {synthetic("x", {app("a.py", "boom")}), "boom: x", "a.py in boom"},
    {log_message("hi bob", "hi %s"), "hi bob", ""},
    {log_message("", "hi %s"), "hi %s", ""},
    {{}, "Event without a message", ""},
    {{.logger = "root", .message = "x"}, "x", "root"},
    {{.transaction = "GET /a", .message = "x"}, "x", "GET /a"},
};

}  // namespace

TEST_CASE("grouping: which events are one issue, and by which rule") {
  for (const Pair& pair : pairs) {
    CAPTURE(pair.name);
    const Grouping a = group(pair.a), b = group(pair.b);
    CHECK((a.key == b.key) == (pair.want == Want::same));
    CHECK(text_of(a.why) == text_of(pair.why));
  }
}

TEST_CASE("grouping: title and culprit are for people") {
  for (const Shown& c : shown) {
    CAPTURE(c.title);
    const Grouping grouping = group(c.facts);
    CHECK(grouping.title == c.title);
    CHECK(grouping.culprit == c.culprit);
  }
  CHECK(group(log_message(std::string(999, 'x'))).title.size() == 200);
}

TEST_CASE("grouping: a key is stable: a change of these is a new grouping_version") {
  CHECK(grouping_version == 2);
  CHECK(group(raise("A", "x")).key == "a03ad38e820069e1291bd2be88c19e2f");
  CHECK(group(raise("A", "x", {main_frame})).key == "7210b4577cba0a62afa1cfd54c163ce6");
  CHECK(group(log_message("x")).key == "867ff93340738cc61c1ce0e7d7ba7971");
}

TEST_CASE("grouping: a hundred thousand messages have as many keys") {
  std::set<std::string> keys;
  for (int i = 0; i < 100'000; ++i) {
    std::string word;
    for (int rest = i; word.empty() || rest != 0; rest /= 26)
      word.push_back(static_cast<char>('a' + rest % 26));
    keys.insert(group(log_message("at " + word)).key);
  }
  CHECK(keys.size() == 100'000);
}

TEST_CASE("grouping: names of frames lose what a build put into them") {
  CHECK(normalize_file("webpack:///./src/cart.js") == "src/cart.js");
  CHECK(normalize_file("https://x.io/static/js/main.8f3a9c2d.chunk.js") ==
        "static/js/main.chunk.js");
  CHECK(normalize_file("/a/b/c/d/e.py") == "c/d/e.py");
  CHECK(normalize_file("C:\\shop\\cart.cs") == "C:/shop/cart.cs");
  CHECK(normalize_file("") == "");
  CHECK(normalize_file("cart.js") == "cart.js");
  CHECK(normalize_file("base64.py") == "base64.py");
  CHECK(normalize_function("async load") == "load");
  CHECK(normalize_function("shop::run::h0123456789abcdef") == "shop::run");
  CHECK(normalize_function("App$$Lambda$14/0x0000") == "App$$Lambda");
  CHECK(normalize_function("<anonymous>") == "");
}

TEST_CASE("grouping: the parts of a key are told as it sees them") {
  const auto told = [](const EventFacts& facts) {
    std::string text;
    for (const KeyPart& part : key_parts(facts))
      text += std::string(part.label) + "=" + part.text + ";";
    return text;
  };
  CHECK(told({}) == "");
  CHECK(told(raise("A", "user 17", {app("a.py", "f"), app("a.py", "f", 2), lib("b.py", "g")})) ==
        "type=A;frame=a.py in f;");
  CHECK(told(raise("A", "user 17", {at_line(" throw a"), lib("b.py", "g")})) ==
        "type=A;frame=shop.js in checkout;line=throw a;");
  CHECK(told(synthetic("took 3 ms", {at_line("say(text)")})) ==
        "type=checkout;frame=shop.js in checkout;line=say(text);message=took <int> ms;");
  CHECK(told(raise("A", "user 17", {lib("b.py", "g")})) == "type=A;message=user <int>;function=g;");
  CHECK(told(log_message("took 3 ms")) == "message=took <int> ms;");
  CHECK(told(with_fingerprint(raise("A", "x"), {"{{ default }}", "eu"})) ==
        "type=A;message=x;fingerprint=eu;");
}

}  // namespace arris::errors
