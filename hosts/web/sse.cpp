#include "web/sse.h"

#include <boost/asio/steady_timer.hpp>
#include <chrono>

namespace arris::web {
namespace {

// A line's end inside of a field would begin the next one, and a NUL makes clients drop an id.
void append_field(std::string& out, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  out.append(name).append(": ");
  for (const char c : value) {
    if (c != '\n' && c != '\r' && c != '\0') out += c;
  }
  out += '\n';
}

using Timer = boost::asio::steady_timer;

void write_after(std::shared_ptr<Timer> timer, std::weak_ptr<Exchange> weak, unsigned period_ms) {
  timer->expires_after(std::chrono::milliseconds(period_ms));
  timer->async_wait([timer, weak, period_ms](const auto& error) {
    const auto exchange = weak.lock();
    if (error || !exchange) return;
    exchange->write(std::string(sse_keep_alive), nullptr);
    write_after(timer, weak, period_ms);
  });
}

}  // namespace

std::string sse_event(std::string_view id, std::string_view event, std::string_view data) {
  std::string out;
  out.reserve(data.size() + id.size() + event.size() + 32);
  append_field(out, "id", id);
  append_field(out, "event", event);
  while (true) {
    const auto end = data.find_first_of("\r\n");
    out.append("data: ").append(data.substr(0, end)).append("\n");
    if (end == data.npos) return out.append("\n");
    data.remove_prefix(end + (data.substr(end).starts_with("\r\n") ? 2 : 1));
  }
}

void keep_sse_alive(const std::shared_ptr<Exchange>& exchange, unsigned period_ms) {
  write_after(std::make_shared<Timer>(exchange->executor()), exchange, period_ms);
}

}  // namespace arris::web
