#pragma once
// Server-Sent Events out of a stream that comes in any pieces. Pure: the events depend on the bytes alone, never on
// where they were cut.

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace arris::metering {

// What is longer is not looked into. Below what one frame takes, since a whole event goes on in one.
inline constexpr std::size_t event_max_bytes = 8 << 20;

class EventSplitter {
 public:
  // Events of more than `most_bytes` are not looked into.
  explicit EventSplitter(std::size_t most_bytes = event_max_bytes) : most_bytes_(most_bytes) {}

  // Calls take(event) for each event that ends in `piece`, with its blank line; a view for the time of the call. Returns
  // what now goes on: all events that have ended, and what is too long to wait for its end; a view until the next call.
  template <class Take>
  std::string_view feed(std::string_view piece, Take take) {
    held_.erase(0, taken_);
    const bool was_empty = held_.empty();
    const std::size_t seen = held_.size() < 3 ? 0 : held_.size() - 3;
    if (!was_empty) held_ += piece;
    const std::string_view text = was_empty ? piece : std::string_view(held_);
    const std::size_t known = std::exchange(passed_, 0);
    const auto rest = take_whole(text, seen, take);
    const std::size_t kept = kept_of(rest);
    if (was_empty) held_.assign(rest.substr(rest.size() - kept));
    taken_ = was_empty ? 0 : held_.size() - kept;
    return text.substr(known, text.size() - (kept - passed_) - known);
  }
  // What came after the last event and has not gone on.
  std::string_view rest() const { return std::string_view(held_).substr(taken_ + passed_); }
  // Whether the beginning of an event has gone on without its end.
  bool is_open() const { return is_open_; }
  std::size_t kept_bytes() const { return held_.capacity(); }

 private:
  // The rest. No event ends before `seen`.
  template <class Take>
  std::string_view take_whole(std::string_view text, std::size_t seen, Take& take) {
    for (std::size_t end = end_of(text, seen); end != text.npos; end = end_of(text, 0)) {
      if (!std::exchange(is_open_, false) && end <= most_bytes_) take(text.substr(0, end));
      text.remove_prefix(end);
    }
    return text;
  }
  static std::size_t end_of(std::string_view text, std::size_t from);
  // Of what is too long only what may be the beginning of its blank line.
  std::size_t kept_of(std::string_view rest) {
    is_open_ = is_open_ || rest.size() > most_bytes_;
    if (is_open_) passed_ = std::min<std::size_t>(rest.size(), 3);
    return is_open_ ? passed_ : rest.size();
  }

  std::size_t most_bytes_;
  std::string held_;
  std::size_t taken_ = 0;   // the beginning of `held_`, which the next piece finds gone
  std::size_t passed_ = 0;  // behind that, what has gone on and is kept to find its end
  bool is_open_ = false;
};

// The data of an event, its lines joined by line feeds in `joined` if there are several.
std::string_view data_of(std::string_view event, std::string& joined);

}  // namespace arris::metering
