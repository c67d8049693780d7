#pragma once
// Server-Sent Events out of a stream that comes in any pieces. Pure: the events depend on the bytes alone, never on
// where they were cut.

#include <string>
#include <string_view>

namespace arris::metering {

// What is longer is not looked into: it goes on in pieces.
inline constexpr std::size_t event_max_bytes = 1 << 20;

class EventSplitter {
 public:
  // Calls take(event) for each event that ends in `piece`, with its blank line; a view for the time of the call.
  template <class Take>
  void feed(std::string_view piece, Take take) {
    if (held_.empty()) return hold(take_whole(piece, 0, take));
    const std::size_t seen = held_.size() < 3 ? 0 : held_.size() - 3;
    held_ += piece;
    const auto rest = take_whole(held_, seen, take);
    held_.erase(0, held_.size() - rest.size());
    if (held_.size() <= event_max_bytes) return;
    take(std::string_view(held_));
    held_.clear();
  }
  // What came after the last event.
  std::string_view rest() const { return held_; }
  std::size_t kept_bytes() const { return held_.capacity(); }

 private:
  // The rest. No event ends before `seen`.
  template <class Take>
  static std::string_view take_whole(std::string_view text, std::size_t seen, Take& take) {
    for (std::size_t end = end_of(text, seen); end != text.npos; end = end_of(text, 0)) {
      take(text.substr(0, end));
      text.remove_prefix(end);
    }
    return text;
  }
  static std::size_t end_of(std::string_view text, std::size_t from);
  void hold(std::string_view rest) { held_.assign(rest); }

  std::string held_;
};

// The data of an event, its lines joined by line feeds in `joined` if there are several.
std::string_view data_of(std::string_view event, std::string& joined);

}  // namespace arris::metering
