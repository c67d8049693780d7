#include "errors/stacktrace.h"

#include <doctest/doctest.h>

#include <string>

#include "core/text.h"
#include "errors/grouping.h"
#include "errors/own_event.h"

namespace arris::errors {
namespace {

// file:line:function, "!" before frames of the program itself.
std::string shown(const Stacktrace& trace) {
  std::string out;
  for (const Frame& frame : trace.frames) {
    if (!out.empty()) out.append(" | ");
    if (frame.in_app == InApp::yes) out.append("!");
    if (!frame.module.empty()) out.append(frame.module).append(" ");
    out.append(frame.file).append(":");
    append_decimal(out, frame.line);
    out.append(":").append(frame.function);
  }
  return out;
}

struct Case {
  std::string_view text;
  std::string_view notation, type, value, frames;
};

const Case cases[] = {
    {"", "unknown", "", "", ""},
    {"something broke\n  in the cellar\n", "unknown", "", "",
     ":0:something broke | :0:in the cellar"},
    {"Traceback (most recent call last):\n  File \"app/main.py\", line 3, in main\n    run()\n"
     "  File \"/usr/lib/python3/json/decoder.py\", line 9, in decode\n    raise\nValueError: user "
     "17\n",
     "python", "ValueError", "user 17",
     "!app/main.py:3:main | /usr/lib/python3/json/decoder.py:9:decode"},
    {"Traceback (most recent call last):\n  File \"a.py\", line 1, in f\nKeyError: 'x'\n\n"
     "During handling of the above exception, another exception occurred:\n\n"
     "Traceback (most recent call last):\n  File \"b.py\", line 2, in g\nshop.CartError\n",
     "python", "shop.CartError", "", "!b.py:2:g"},
    {"TypeError: x is not a function\n    at run (/app/src/cart.js:10:5)\n    at async "
     "Object.<anonymous> "
     "(/app/index.js:2:1)\n    at node:internal/modules/cjs/loader:1105:14\n",
     "javascript", "TypeError", "x is not a function",
     "node:internal/modules/cjs/loader:1105: | !/app/index.js:2:async Object.<anonymous> | "
     "!/app/src/cart.js:10:run"},
    {"Uncaught Error: no\n    at https://x.io/app.js:1:200\n", "javascript", "Error", "no",
     "!https://x.io/app.js:1:"},
    {"run@https://x.io/app.js:7:3\n@https://x.io/app.js:9:1\n", "javascript", "", "",
     "!https://x.io/app.js:9: | !https://x.io/app.js:7:run"},
    {"Exception in thread \"main\" java.lang.IllegalStateException: no cart\n\tat "
     "shop.Cart.add(Cart.java:12)\n"
     "\tat java.base/java.util.List.forEach(List.java:99)\nCaused by: java.io.IOException: x\n"
     "\tat shop.Disk.read(Disk.java:1)\n",
     "java", "java.lang.IllegalStateException", "no cart",
     "java.util.List List.java:99:forEach | !shop.Cart Cart.java:12:add"},
    {"panic: index out of range\n\ngoroutine 1 [running]:\nmain.run(0x1, 0x2)\n\t/app/main.go:12 "
     "+0x1d\n"
     "main.main()\n\t/app/main.go:5 +0x20\n",
     "go", "panic", "index out of range", "!/app/main.go:5:main.main | !/app/main.go:12:main.run"},
    {"thread 'main' panicked at src/main.rs:4:5:\nboom\nstack backtrace:\n   0: rust_begin_unwind\n"
     "             at /rustc/9fc6b43/library/std/src/panicking.rs:665:5\n   1: shop::run\n"
     "             at ./src/main.rs:4:5\n",
     "native", "panic", "src/main.rs:4:5:",
     "!./src/main.rs:4:shop::run | "
     "/rustc/9fc6b43/library/std/src/panicking.rs:665:rust_begin_unwind"},
    {"#0 0x55d in shop::run() /app/cart.cpp:12:3\n#1 0x55e in main /app/main.cpp:4\n", "native", "",
     "", "!/app/main.cpp:4:main | !/app/cart.cpp:12:shop::run()"},
    {"#0  run (id=3) at cart.c:12\n#1  0x0000 in main () at main.c:4\n", "native", "", "",
     "!main.c:4:main () | !cart.c:12:run (id=3)"},
};

}  // namespace

TEST_CASE("stack traces: each notation's frames, oldest first") {
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const Stacktrace trace = parse_stacktrace(c.text);
    CHECK(text_of(trace.notation) == c.notation);
    CHECK(trace.type == c.type);
    CHECK(trace.value == c.value);
    CHECK(shown(trace) == c.frames);
  }
}

TEST_CASE("stack traces: a cut or endless text gives frames, never a fault") {
  for (const Case& c : cases) {
    for (std::size_t size = 0; size < c.text.size(); ++size) {
      CHECK(parse_stacktrace(c.text.substr(0, size)).frames.size() <= max_trace_frames);
    }
  }
  std::string endless;
  for (int i = 0; i < 100'000; ++i) endless.append("  at f (a.js:1:1)\n");
  CHECK(parse_stacktrace(endless).frames.size() == max_trace_frames);
}

TEST_CASE("own events: a type or a trace makes an exception, else a message") {
  CHECK(group(facts_of({.message = "cart 17 is empty"})).why == GroupedBy::message);
  CHECK(group(facts_of({.message = "no", .error_type = "CartError"})).title == "CartError: no");
  const OwnEvent traced{.stack_trace = cases[2].text};
  const EventFacts facts = facts_of(traced);
  CHECK(group(facts).title == "ValueError: user 17");
  CHECK(group(facts).why == GroupedBy::app_frames);
  CHECK(facts.platform == "python");
  CHECK(severity_of(traced, facts) == Severity::medium);
  CHECK(severity_of(OwnEvent{.severity = Severity::critical}, facts) == Severity::critical);
}

TEST_CASE("own events: two errors of one function are two issues where the trace has its lines") {
  const auto key = [](const std::string& source) {
    const std::string trace =
        "Traceback (most recent call last):\n  File \"app/shop.py\", line 3, in pay\n" + source +
        "ValueError: no\n";
    return group(facts_of({.stack_trace = trace})).key;
  };
  CHECK(key("    raise Declined()\n") != key("    raise Down()\n"));
  CHECK(key("    raise Declined()\n") == key("      raise Declined()\n    ^^^^^\n"));
  CHECK(key("") != key("    raise Down()\n"));
}

}  // namespace arris::errors
