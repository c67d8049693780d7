#pragma once
// Live channels: what is published to one reaches every connection that follows it, as Server-Sent
// Events. A host keeps the latest events of a channel and replays them after a Last-Event-ID; an
// event without an id is not kept. Nothing here survives a restart: what must not be lost is a row.

#include <string>
#include <string_view>
#include <vector>

#include "effect/frame.h"

namespace arris::http {

// Texts live until the answer: in the arena, in a frame, or as literals.
struct LiveEvent {
  std::string_view channel;  // Context::channel
  std::string_view event;    // its type
  std::string_view id;       // a UUIDv7 for one that can be resumed after; else empty
  std::string_view data;     // JSON
};

// Its event ends a stream once it is written.
inline constexpr std::string_view end_of_stream = "end";

// An open stream, as a handler asks for it; without channels it ends with `first`.
struct Feed {
  std::vector<std::string_view> channels;
  std::string_view last_event_id;
  std::string first;  // events that are sent before what is published
};

// Appends the text of one event; data without line breaks, as JSON is.
void write_live_event(std::string& out, std::string_view event, std::string_view id,
                      std::string_view data);

}  // namespace arris::http
