#include "metering/event_splitter.h"

#include <algorithm>

namespace arris::metering {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

// Behind the first blank line. Lines end by CRLF, LF or CR; behind CR alone a blank line is CR, for what follows may take
// its time, and behind the others what follows a CR says where it ends.
std::size_t EventSplitter::end_of(std::string_view text, std::size_t from) {
  const auto next_end = [text](std::size_t at) {
    while (at < text.size() && text[at] != '\n' && text[at] != '\r') ++at;
    return at;
  };
  for (std::size_t at = next_end(from); at + 1 < text.size(); at = next_end(at + 1)) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("\n\n") || rest.starts_with("\r\r")) return at + 2;
    if (rest.starts_with("\n\r") && rest.size() > 2) return at + (rest[2] == '\n' ? 3 : 2);
  }
  return text.npos;
}

std::string_view data_of(std::string_view event, std::string& joined) {
  std::string_view first;
  int lines = 0;
  if (event.starts_with(byte_order_mark)) event.remove_prefix(byte_order_mark.size());
  while (!event.empty()) {
    auto line = event.substr(0, event.find_first_of("\r\n"));
    event.remove_prefix(std::min(event.size(), line.size() + 1));
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
