#pragma once
// Stack traces as programs print them, turned into frames. Knows the notations of Python, V8 (Node,
// browsers), Firefox, Java and its relatives, Go, and Rust, C++ and gdb; of anything else the lines
// are the frames.
//
// Frames come oldest first, whatever the notation's order. Of several traces (causes) the last one
// that was raised is taken: the last of Python, the first of Java.

#include <cstdint>
#include <string_view>
#include <vector>

#include "errors/event_facts.h"

namespace arris::errors {

enum class Notation : std::uint8_t { python, javascript, java, go, native, unknown };
std::string_view text_of(Notation notation);

struct Stacktrace {
  Notation notation = Notation::unknown;
  std::vector<Frame> frames;  // in_app is decided
  std::string_view type;      // "ValueError", where the text says so
  std::string_view value;
};

inline constexpr std::size_t max_trace_frames = 250;

Stacktrace parse_stacktrace(std::string_view text);

// The platform's name as Sentry has it.
std::string_view platform_of(Notation notation);

}  // namespace arris::errors
