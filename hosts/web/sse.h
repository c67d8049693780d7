#pragma once
// Server-Sent Events as text: whatever the parts hold, one call makes one event.

#include <memory>
#include <string>
#include <string_view>

#include "web/server.h"

namespace arris::web {

// A comment: clients ignore it, proxies see traffic.
inline constexpr std::string_view sse_keep_alive = ":\n\n";

// An empty `id` or `event` is left out; each line of `data` becomes a data line.
std::string sse_event(std::string_view id, std::string_view event, std::string_view data);

// Writes sse_keep_alive to the stream every `period_ms`, until the exchange is over or dropped.
void keep_sse_alive(const std::shared_ptr<Exchange>& exchange, unsigned period_ms = 15'000);

}  // namespace arris::web
