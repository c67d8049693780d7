#pragma once
// Which issue an event belongs to. The first rule that applies decides:
// (1) the client's fingerprint; {{ default }} in it stands for what the rules below say;
// (2) the in-app frames of the exception that was raised: module, file and function of each, no
//     line numbers; of the last of them the source line too, where the event has it and it is not
//     minified, so that two errors of one function are two issues;
// (3) without a frame of the program itself: type, parameterised value and function, so that
//     everything that passes through one library isn't one issue;
// (4) without frames: type and the parameterised first line of the value;
// (5) the log message, parameterised, or its template;
// (6) nothing to tell events apart by: one issue per platform, logger and transaction.
//
// The key is a pure function of the facts and of grouping_version. A synthetic type is no fact: the
// function stands for it, and beside frames its value (or the template of that) counts as in (5).
// Repeats of a frame are taken once, so that the depth of a recursion doesn't matter.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "errors/event_facts.h"

namespace arris::errors {

// It rises with every change of a key, here or in parameterize. What came after the first is part of those keys alone that
// have it, so that all others lead to the issues that they made.
inline constexpr std::uint32_t grouping_version = 2;

// Stored by name: never rename.
enum class GroupedBy : std::uint8_t {
  fingerprint,
  app_frames,
  exception_and_function,
  exception,
  message,
  nothing
};
std::string_view text_of(GroupedBy rule);

struct Grouping {
  std::string key;      // 32 hexadecimal digits
  std::string title;    // "Type: first line of the value"
  std::string culprit;  // where it happened, for people
  GroupedBy why = GroupedBy::nothing;
};

Grouping group(const EventFacts& facts);

// What the key is made of, for people, in the order in which it is looked at.
struct KeyPart {
  std::string_view label;  // "type", "frame", "function", "message", "fingerprint", ...
  std::string text;
};
std::vector<KeyPart> key_parts(const EventFacts& facts);

// A sentence for people about the rule that decided.
std::string_view explanation_of(GroupedBy rule);

}  // namespace arris::errors
