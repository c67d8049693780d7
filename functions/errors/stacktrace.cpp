#include "errors/stacktrace.h"

#include <algorithm>
#include <optional>

#include "core/text.h"
#include "redact/scan.h"

namespace arris::errors {

using namespace redact;
namespace {

using namespace scan;
using Lines = std::vector<std::string_view>;

constexpr std::size_t max_lines = 2000;
constexpr std::string_view names[] = {"python", "javascript", "java", "go", "native", "unknown"};

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty() && lines.size() < max_lines) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string_view between(std::string_view text, std::string_view open, std::string_view close) {
  const std::size_t start = text.find(open);
  if (start == text.npos) return {};
  const std::size_t end = text.find(close, start + open.size());
  return end == text.npos ? std::string_view()
                          : text.substr(start + open.size(), end - start - open.size());
}

// Takes ":17" off the end of a place; 0 when there is none.
std::int64_t take_number(std::string_view& place) {
  const std::size_t colon = place.rfind(':');
  if (colon == place.npos || place.size() - colon > 10) return 0;
  const auto number = parse_integer(place.substr(colon + 1));
  if (!number || *number < 0) return 0;
  place = place.substr(0, colon);
  return *number;
}

// "file:line:column", "file:line" or "file".
void set_place(Frame& frame, std::string_view place) {
  const std::int64_t last = take_number(place);
  const std::int64_t before = last == 0 ? 0 : take_number(place);
  frame.file = place;
  frame.line = before != 0 ? before : last;
  frame.column = before != 0 ? last : 0;
}

// "ValueError: user 17" where the first part can be the name of a type.
void set_error(Stacktrace& trace, std::string_view line) {
  line = trim(line);
  const std::size_t colon = line.find(": ");
  const std::string_view type = line.substr(0, colon);
  const bool named = !type.empty() && std::ranges::all_of(type, [](char c) {
    return is_word(c) || c == '.' || c == '$' || c == ':';
  });
  if (!named) return;
  trace.type = type;
  trace.value = colon == line.npos ? std::string_view() : line.substr(colon + 2);
}

//   File "app/main.py", line 3, in main
void read_python(const Lines& lines, Stacktrace& trace) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = trim(lines[i]);
    if (line.starts_with("Traceback (most recent call last)")) {
      trace.frames.clear();
    } else if (line.starts_with("File \"")) {
      Frame frame{.file = between(line, "File \"", "\"")};
      frame.line = parse_integer(between(std::string_view(line), ", line ", ",")).value_or(0);
      const std::size_t name = line.find(", in ");
      if (name != line.npos) frame.function = line.substr(name + 5);
      const bool indented = i + 1 < lines.size() && lines[i + 1].starts_with("    ");
      if (indented) frame.context_line = trim(lines[i + 1]);
      trace.frames.push_back(frame);
    } else if (!trace.frames.empty() && !lines[i].empty() && !is_space(lines[i][0])) {
      set_error(trace, line);
    }
  }
}

// "at f (file:1:2)", "at file:1:2", "at async f (file:1:2)"; Firefox: "f@file:1:2".
std::optional<Frame> javascript_frame(std::string_view line) {
  Frame frame;
  if (line.starts_with("at ")) {
    line.remove_prefix(3);
    const std::size_t open = line.rfind('(');
    const bool named = open != line.npos && line.ends_with(')');
    if (named) frame.function = trim(line.substr(0, open));
    set_place(frame, named ? line.substr(open + 1, line.size() - open - 2) : line);
    if (!named && frame.line == 0) return {};
    return frame;
  }
  const std::size_t sign = line.find('@');
  if (sign == line.npos || line.substr(0, sign).find(' ') != line.npos) return {};
  frame.function = line.substr(0, sign);
  set_place(frame, line.substr(sign + 1));
  return frame.line == 0 ? std::nullopt : std::optional(frame);
}

// Newest first; of causes the outermost, which comes first.
void read_javascript(const Lines& lines, Stacktrace& trace) {
  for (const std::string_view written : lines) {
    const std::string_view line = trim(written);
    if (line.starts_with("[cause]") || line.starts_with("Caused by:")) break;
    if (const auto frame = javascript_frame(line)) {
      trace.frames.push_back(*frame);
    } else if (trace.frames.empty() && trace.type.empty()) {
      set_error(trace, line.starts_with("Uncaught ") ? line.substr(9) : line);
    }
  }
  std::ranges::reverse(trace.frames);
}

//   at shop.Cart.add(Cart.java:12)
std::optional<Frame> java_frame(std::string_view line) {
  const std::size_t open = line.find('(');
  if (!line.starts_with("at ") || open == line.npos || !line.ends_with(')')) return {};
  std::string_view name = line.substr(3, open - 3);
  if (const std::size_t slash = name.rfind('/'); slash != name.npos) name.remove_prefix(slash + 1);
  const std::size_t dot = name.rfind('.');
  if (dot == name.npos) return {};
  Frame frame{.module = name.substr(0, dot), .function = name.substr(dot + 1)};
  set_place(frame, line.substr(open + 1, line.size() - open - 2));
  return frame;
}

void read_java(const Lines& lines, Stacktrace& trace) {
  for (const std::string_view written : lines) {
    std::string_view line = trim(written);
    if (line.starts_with("Caused by:") || line.starts_with("Suppressed:")) break;
    if (const auto frame = java_frame(line)) {
      trace.frames.push_back(*frame);
    } else if (trace.frames.empty() && trace.type.empty()) {
      if (line.starts_with("Exception in thread ")) {
        line = trim(line.substr(std::min(line.find("\" ") + 1, line.size())));
      }
      set_error(trace, line);
    }
  }
  std::ranges::reverse(trace.frames);
}

// "main.run(0x1, ...)" above "\t/app/main.go:12 +0x1d"; "created by" counts as a frame.
void read_go(const Lines& lines, Stacktrace& trace) {
  bool running = false;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    std::string_view line = lines[i];
    if (line.starts_with("panic: ")) {
      trace.type = "panic";
      trace.value = line.substr(7);
    }
    if (line.starts_with("goroutine ")) {
      if (running) break;  // the first goroutine is the one that failed
      running = true;
    }
    if (!lines[i + 1].starts_with('\t')) continue;
    if (line.starts_with("created by ")) line.remove_prefix(11);
    std::string_view place = trim(lines[i + 1]);
    place = place.substr(0, place.find(" +0x"));
    Frame frame{.function = line.substr(
                    0, line.ends_with(')') ? line.rfind('(') : line.find(" in goroutine"))};
    set_place(frame, place);
    trace.frames.push_back(frame);
  }
  std::ranges::reverse(trace.frames);
}

bool is_numbered(std::string_view line) {
  const std::string_view digits_text = line.starts_with('#') ? line.substr(1) : line;
  const std::size_t length = digits(digits_text, 0);
  if (length == 0 || length > 4) return false;
  return line.starts_with('#')
             ? char_at(digits_text, length) == ' '
             : char_at(digits_text, length) == ':' && char_at(digits_text, length + 1) == ' ';
}

std::string_view native_function(std::string_view line) {
  line = trim(line.substr(run_end(line, line.starts_with('#') ? 1 : 0, is_digit)));
  if (line.starts_with(':')) line = trim(line.substr(1));
  if (line.starts_with("0x")) line = trim(line.substr(run_end(line, 2, is_hex)));
  if (line.starts_with("- ") || line.starts_with("in ")) line = trim(line.substr(line.find(' ')));
  return line;
}

// Rust: "3: shop::run" above "at src/main.rs:4:5"; gdb and sanitizers: "#1 0x1 in run() a.cpp:4".
void read_native(const Lines& lines, Stacktrace& trace) {
  for (const std::string_view written : lines) {
    const std::string_view line = trim(written);
    if (is_numbered(line)) {
      Frame frame{.function = native_function(line)};
      const std::size_t at = frame.function.rfind(" at ");
      const std::size_t blank = frame.function.rfind(' ');
      const std::size_t cut = at != line.npos ? at : blank;
      const bool placed = cut != line.npos && frame.function.find(':', cut) != line.npos;
      if (placed) {
        set_place(frame, frame.function.substr(cut + (at != line.npos ? 4 : 1)));
        frame.function = trim(frame.function.substr(0, cut));
      }
      trace.frames.push_back(frame);
    } else if (line.starts_with("at ") && !trace.frames.empty()) {
      set_place(trace.frames.back(), line.substr(3));
    } else if (line.find("panicked at") != line.npos) {
      trace.type = "panic";
      trace.value =
          line.substr(line.find("panicked at") + 12 > line.size() ? line.size()
                                                                  : line.find("panicked at") + 12);
    }
  }
  std::ranges::reverse(trace.frames);
}

void read_unknown(const Lines& lines, Stacktrace& trace) {
  for (const std::string_view line : lines) {
    if (!trim(line).empty()) trace.frames.push_back({.function = trim(line), .in_app = InApp::no});
  }
}

std::size_t count_if_any(const Lines& lines, bool (*is_one)(std::string_view)) {
  return static_cast<std::size_t>(
      std::ranges::count_if(lines, [&](std::string_view line) { return is_one(trim(line)); }));
}

Notation notation_of(std::string_view text, const Lines& lines) {
  const auto java = [](std::string_view line) {
    return java_frame(line).has_value() &&
           (line.find(".java:") != line.npos || line.find(".kt:") != line.npos ||
            line.find(".scala:") != line.npos || line.ends_with("(Native Method)") ||
            line.ends_with("(Unknown Source)"));
  };
  const auto javascript = [](std::string_view line) { return javascript_frame(line).has_value(); };
  if (count_if_any(lines, [](std::string_view l) {
        return l.starts_with("File \"") && l.find(", line ") != l.npos;
      })) {
    return Notation::python;
  }
  if (count_if_any(lines, java) != 0) return Notation::java;
  if (text.find("goroutine ") != text.npos && text.find(".go:") != text.npos) return Notation::go;
  if (count_if_any(lines, is_numbered) != 0) return Notation::native;
  return count_if_any(lines, javascript) != 0 ? Notation::javascript : Notation::unknown;
}

}  // namespace

std::string_view text_of(Notation notation) { return names[static_cast<int>(notation)]; }

std::string_view platform_of(Notation notation) {
  return notation == Notation::unknown ? "other" : names[static_cast<int>(notation)];
}

Stacktrace parse_stacktrace(std::string_view text) {
  const Lines lines = lines_of(text);
  Stacktrace trace{.notation = notation_of(text, lines)};
  switch (trace.notation) {
    case Notation::python:
      read_python(lines, trace);
      break;
    case Notation::javascript:
      read_javascript(lines, trace);
      break;
    case Notation::java:
      read_java(lines, trace);
      break;
    case Notation::go:
      read_go(lines, trace);
      break;
    case Notation::native:
      read_native(lines, trace);
      break;
    case Notation::unknown:
      read_unknown(lines, trace);
      break;
  }
  auto& frames = trace.frames;
  if (frames.size() > max_trace_frames) {
    frames.erase(frames.begin(), frames.end() - static_cast<std::ptrdiff_t>(max_trace_frames));
  }
  for (Frame& frame : frames) {
    frame.in_app = is_in_app(frame, platform_of(trace.notation)) ? InApp::yes : InApp::no;
  }
  return trace;
}

}  // namespace arris::errors
