#pragma once
// The bytes in front of an answer's body. Framing headers are written here alone; those that a
// handler set, and any whose name or value could break out of its line, are left out.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/server.h"

namespace arris::web {

enum class Framing : std::uint8_t { length, chunked, until_close, none };

struct AnswerHead {
  unsigned status = 200;
  const std::vector<Header>* headers = nullptr;
  std::string_view lines;  // of Response
  std::string_view date;
  Framing framing = Framing::length;
  std::size_t length = 0;
  std::string_view connection;  // "close", "keep-alive", or empty for what the version implies
};

void append_head(std::string& out, const AnswerHead& head);

// "Sat, 21 Nov 2026 06:30:39 GMT", renewed once a second. One per loop.
class DateText {
 public:
  std::string_view now();

 private:
  long second_ = -1;
  std::string text_;
};

}  // namespace arris::web
