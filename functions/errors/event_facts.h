#pragma once
// What the decisions about an event need to know, wherever it came from: a Sentry SDK or our own
// POST /errors. All text is borrowed from the request or from its arena.

#include <cstdint>
#include <string_view>
#include <vector>

#include "errors/severity.h"

namespace arris::errors {

enum class InApp : std::uint8_t { unknown, yes, no };
enum class Synthetic : std::uint8_t { no, yes };

struct Frame {
  std::string_view module;
  std::string_view file;
  std::string_view function;
  std::int64_t line = 0;    // 0: not known
  std::int64_t column = 0;  // 0: not known
  InApp in_app = InApp::unknown;
  std::string_view context_line;
};

struct Exception {
  std::string_view type;
  std::string_view value;
  std::string_view module;
  Handled handled = Handled::unknown;
  Synthetic synthetic = Synthetic::no;  // the type was made up by the SDK
  std::vector<Frame> frames;            // the oldest call first, the place of the error last
};

struct EventFacts {
  std::string_view platform;
  std::string_view logger;
  std::string_view transaction;
  std::string_view message;           // as people read it
  std::string_view message_template;  // with its parameters left out, where the SDK sends it
  std::vector<Exception> exceptions;  // causes first, the one that was raised last
  std::vector<std::string_view> fingerprint;  // the client's own
  std::vector<Tag> tags;
  Level level = Level::error;
  std::string_view environment;
  std::string_view release;
};

// Unhandled if any exception of the chain is; handled if one says so.
Handled handled_of(const EventFacts& facts);

// Whether a frame is the program's own code: what the SDK says, else by its module and file.
bool is_in_app(const Frame& frame, std::string_view platform);

}  // namespace arris::errors
