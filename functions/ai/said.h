#pragma once
// What an answer of Gemini's says, of its first candidate. Pure.

#include <string>
#include <string_view>

#include "core/arena.h"

namespace arris::ai {

struct Said {
  std::string text, model, finish_reason;
  std::string error;  // the message of a refusal
};
Said read_said(std::string_view json, Arena& arena);

}  // namespace arris::ai
