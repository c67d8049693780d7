#include "http/live.h"

namespace arris::http {

void write_live_event(std::string& out, std::string_view event, std::string_view id,
                      std::string_view data) {
  if (!id.empty()) out.append("id: ").append(id).append("\n");
  if (!event.empty()) out.append("event: ").append(event).append("\n");
  out.append("data: ").append(data).append("\n\n");
}

}  // namespace arris::http
