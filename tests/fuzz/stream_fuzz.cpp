// A provider's stream: however its bytes are cut, it says the same of what it used and how it ended, the same events are
// seen, and every byte goes on; where events are too long to be looked into, too.

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "json/reader.h"
#include "metering/event_splitter.h"
#include "metering/transcript.h"

namespace {

using namespace arris;
using namespace arris::metering;

constexpr std::int64_t sent_bytes = 100;
constexpr std::size_t words_max_bytes = 500;

void require(bool holds) {
  if (!holds) std::abort();
}

// What is seen of a stream.
struct Seen {
  Transcript transcript;
  std::string passed, events, rest;
  bool is_open = false;
};

// `cut_after(left)`: how many of the bytes that are left come at once.
template <class CutAfter>
Seen read(std::string_view stream, std::size_t event_bytes, CutAfter cut_after) {
  Seen seen;
  EventSplitter splitter(event_bytes);
  seen.transcript.keep_words(words_max_bytes);
  for (std::string_view left = stream; !left.empty();) {
    const auto piece = left.substr(0, std::clamp<std::size_t>(cut_after(left), 1, left.size()));
    left.remove_prefix(piece.size());
    seen.passed += splitter.feed(piece, [&seen](std::string_view event) {
      seen.events.append(event).append("|");
      seen.transcript.take_event(event);
    });
  }
  seen.rest = splitter.rest();
  seen.is_open = splitter.is_open();
  seen.transcript.take_event(seen.rest);
  return seen;
}

void require_same(const Seen& one, const Seen& other) {
  const Transcript &left = one.transcript, &right = other.transcript;
  require(one.passed == other.passed && one.rest == other.rest && one.events == other.events);
  require(one.is_open == other.is_open);
  require(left.usage(sent_bytes) == right.usage(sent_bytes));
  require(left.has_usage() == right.has_usage() && left.failed() == right.failed());
  require(left.finish_reason() == right.finish_reason() && left.model() == right.model());
  require(left.service_tier() == right.service_tier() && left.id() == right.id());
  require(left.text_bytes() == right.text_bytes() && left.words() == right.words());
}

void require_json(std::string_view usage) {
  Arena arena;
  json::Reader reader(usage, arena);
  reader.skip();
  require(reader.at_end());
}

void check(std::string_view stream, std::size_t event_bytes) {
  const auto whole = read(stream, event_bytes, [](auto left) { return left.size(); });
  require(whole.passed + whole.rest == stream);
  require_json(whole.transcript.usage(sent_bytes));
  for (const std::size_t step : {1, 2, 3, 61})
    require_same(read(stream, event_bytes, [step](auto) { return step; }), whole);
  // By the bytes themselves, so that the fuzzer chooses.
  const auto by_bytes = [](auto left) { return static_cast<std::size_t>(left.front()) % 32; };
  require_same(read(stream, event_bytes, by_bytes), whole);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view stream(reinterpret_cast<const char*>(data), size);
  for (const std::size_t event_bytes : {event_max_bytes, std::size_t{40}})
    check(stream, event_bytes);
  return 0;
}
