#include "metering/event_splitter.h"

#include <algorithm>

namespace arris::metering {

// Behind the first blank line.
std::size_t EventSplitter::end_of(std::string_view text, std::size_t from) {
  for (auto at = text.find('\n', from); at != text.npos; at = text.find('\n', at + 1)) {
    const std::size_t next = at + 1;
    if (next < text.size() && text[next] == '\n') return next + 1;
    if (next + 1 < text.size() && text[next] == '\r' && text[next + 1] == '\n') return next + 2;
  }
  return text.npos;
}

std::string_view data_of(std::string_view event, std::string& joined) {
  std::string_view first;
  int lines = 0;
  while (!event.empty()) {
    auto line = event.substr(0, event.find('\n'));
    event.remove_prefix(std::min(event.size(), line.size() + 1));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.starts_with("data:")) continue;
    line.remove_prefix(line.starts_with("data: ") ? 6 : 5);
    if (++lines == 1) {
      first = line;
      continue;
    }
    if (lines == 2) joined = first;
    joined.append("\n").append(line);
  }
  return lines > 1 ? std::string_view(joined) : first;
}

}  // namespace arris::metering
