#pragma once
// What a sender wrote, scrubbed, and what then decides about it: no group tells what the kept payload must not. Pure.

#include "errors/grouping.h"
#include "errors/sentry_event.h"
#include "errors/shapes.h"

namespace arris::errors {

inline std::string_view text_of(const std::optional<ShortText>& text) {
  return text ? text->text : std::string_view();
}

struct OwnText {
  std::string_view payload;
  EventFacts facts;
};
OwnText read_own(const NewEvent& event, Arena& arena);

struct SentryText {
  std::string_view payload;
  ParsedEvent event;
};
// too_large or bad_request.
Result<SentryText> read_sentry(std::string_view text, Arena& arena);

// With a title that people may read.
Grouping grouping_of(const EventFacts& facts);

}  // namespace arris::errors
