// What the users of the sample org's product do, as its pages report it.

#include <array>

#include "seed/story.h"
#include "wasmtime/fault.h"

namespace arris::seed {

namespace {

constexpr std::int64_t events_in_request = 1'000, visit_max_ms = 4 * minute_ms;

constexpr const char* components[] = {"editor", "inbox", "canvas",   "agents",
                                      "search", "runs",  "settings", "billing"};
constexpr const char* pages[] = {"/editor", "/inbox",    "/canvas/7", "/agents",   "/search",
                                 "/runs",   "/settings", "/billing",  "/agents/3", "/runs/latest"};
constexpr const char* actions[] = {"open", "save", "share", "undo", "run", "export"};

void add_text(std::string& out, std::string_view name, std::string_view text) {
  out.append("\"").append(name).append("\":\"").append(text).append("\",");
}

}  // namespace

// One user's events, one after another, with a comma behind each.
std::string Story::visit(std::int64_t from_ms, std::int64_t events) {
  const std::int64_t day = (from_ms - begin_ms_) / day_ms;
  const std::int64_t known = size_.users * (40 + 60 * day / size_.days) / 100;
  const auto user = std::to_string(chance_.below(2) ? chance_.skewed(known) : chance_.below(known));
  const auto session = "s" + user + "-" + std::to_string(day);
  const std::string_view component = chance_.pick_skewed(components);
  const std::int64_t gap_ms = visit_max_ms / size_.visit_events;
  std::string out;
  for (std::int64_t i = 0; i < events; ++i) {
    const auto kind = chance_.below(100);
    out += '{';
    add_text(out, "component", chance_.in_percent(80) ? component : components[chance_.below(8)]);
    add_text(out, "session_id", session);
    add_text(out, "user_id", "u" + user);
    if (kind < 40) {
      add_text(out, "name", "view");
      add_text(out, "kind", "view");
      add_text(out, "page", chance_.pick_skewed(pages));
    } else if (kind < 75) {
      add_text(out, "name", chance_.pick(actions));
      add_text(out, "kind", "action");
    } else {
      const bool failed = kind >= 98;
      add_text(out, "name", failed ? "failed" : "response");
      add_text(out, "kind", failed ? "error" : "performance");
      const auto slow = chance_.between(20, 400) * (chance_.in_percent(4) ? 12 : 1);
      out += "\"duration_ms\":" + std::to_string(slow) + ",";
    }
    out += "\"at_ms\":" + std::to_string(from_ms + i * chance_.between(gap_ms / 20, gap_ms)) + "},";
  }
  return out;
}

void Story::add_visits(Moments& moments, std::int64_t hour) {
  const std::int64_t total = tide_.in_hour(size_.events, hour);
  const std::int64_t sent_ms = hour_at(hour + 1) - 1;
  std::string events;
  std::int64_t waiting = 0;
  const auto send = [&] {
    if (waiting == 0) return;
    events.back() = ']';
    moments.add(sent_ms, [this, sent_ms, body = R"({"events":[)" + events + "}"] {
      const auto answer = as_program(sent_ms, "POST", "/telemetry/events", body);
      if (answer.find(R"("rejected":[])") == answer.npos)
        throw wasmtime::StartError("sample data: an event was rejected: " + answer);
    });
    events.clear();
    waiting = 0;
  };
  for (std::int64_t left = total; left > 0;) {
    const auto some =
        std::min({left, chance_.between(5, size_.visit_events), events_in_request - waiting});
    events += visit(hour_at(hour) + chance_.below(hour_ms - visit_max_ms), some);
    waiting += some;
    left -= some;
    if (waiting == events_in_request) send();
  }
  send();
}

}  // namespace arris::seed
