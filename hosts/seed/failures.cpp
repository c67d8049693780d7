// What breaks in the sample org's product, and who looks after it.

#include <nlohmann/json.hpp>

#include "seed/story.h"

namespace arris::seed {

using nlohmann::json;

namespace {

constexpr std::int64_t errors_in_request = 100;

struct Kind {
  const char *type, *message, *severity;
};
constexpr Kind kinds[] = {
    {"TypeError", "Cannot read properties of undefined (reading 'total')", "medium"},
    {"TimeoutError", "The provider did not answer within 30 s", "high"},
    {"RateLimitError", "429 from the provider: slow down", "medium"},
    {"ValidationError", "amount must be a number", "low"},
    {"KeyError", "'customer_id'", "medium"},
    {"ConnectionError", "connection to the warehouse was reset", "high"},
    {"JSONDecodeError", "Expecting value: line 1 column 1", "medium"},
    {"ContextLengthError", "the prompt is longer than the model takes", "medium"},
    {"PermissionError", "the bucket may not be listed", "high"},
    {"OutOfMemoryError", "the worker was ended", "critical"},
};
constexpr const char* modules[] = {"orders", "tickets", "invoices", "reports", "texts", "images"};
constexpr const char* functions[] = {"load", "parse", "route", "render", "score", "send", "store"};
constexpr const char* environments[] = {"production", "production", "production", "staging"};

std::string stack_of(std::int64_t kind) {
  const std::string module = modules[kind % 6], function = functions[kind % 7];
  const auto line = std::to_string(10 + kind * 7 % 400);
  return "Traceback (most recent call last):\n  File \"app/main.py\", line 42, in main\n"
         "  File \"app/" +
         module + ".py\", line " + line + ", in " + function + "_" + std::to_string(kind / 42) +
         "\n";
}

}  // namespace

// Each project breaks in its own ways.
std::string Story::error(std::int64_t at_ms, std::int64_t project) {
  // Each kind begins on a day of its own; the first ones break most.
  const std::int64_t day = (at_ms - begin_ms_) / day_ms;
  const std::int64_t known = std::max<std::int64_t>(4, size_.error_kinds * (day + 10) / 100);
  const auto drawn = chance_.skewed(std::min(known, size_.error_kinds));
  const auto number = drawn - drawn % 3 + project;
  const auto& kind = kinds[number % 10];
  const json event = {
      {"error_type", kind.type},
      {"message", kind.message + std::string(" in ") + modules[number % 6]},
      {"severity", kind.severity},
      {"stack_trace", stack_of(number) + kind.type + ": " + kind.message},
      {"release", "app@1." + std::to_string(day / 7) + ".0"},
      {"environment", chance_.pick(environments)},
      {"pipeline_id", pipelines_[static_cast<std::size_t>(number % 6)].first},
      {"user", {{"id", "u" + std::to_string(chance_.skewed(size_.users))}}},
      {"tags", {{"region", chance_.in_percent(60) ? "eu" : "us"}}},
      {"project_id", projects_[static_cast<std::size_t>(project)]},
      {"occurred_at_ms", at_ms},
  };
  return event.dump() + ",";
}

void Story::add_errors(Moments& moments, std::int64_t hour) {
  for (std::int64_t left = tide_.in_hour(size_.errors, hour); left > 0;) {
    const auto some = std::min(left, errors_in_request);
    left -= some;
    std::string list;
    const auto project = chance_.below(3);
    for (std::int64_t i = 0; i < some; ++i)
      list += error(hour_at(hour) + chance_.below(hour_ms - minute_ms), project);
    list.back() = ']';
    const auto sent_ms = hour_at(hour + 1) - 2;
    moments.add(sent_ms, [this, sent_ms, body = R"({"events":[)" + list + "}"] {
      as_program(sent_ms, "POST", "/errors/batch", body);
    });
  }
}

// Members work on weekdays: they sign in, look after an issue, and read what they were told.
void Story::add_work(Moments& moments, std::int64_t hour) {
  const std::int64_t day = hour / 24;
  if (hour % 24 != 9 || day % 7 >= 5) return;
  for (std::size_t i = 0; i < members_.size(); ++i) {
    if (chance_.in_percent(25)) continue;
    const auto at_ms = hour_at(hour) + chance_.below(hour_ms / 2);
    moments.add(at_ms, [this, i, at_ms] {
      auto& member = members_[i];
      as_member(member, at_ms, "GET", "/notifications/count");
      if (i > 0 && i < 8) triage(member, at_ms + minute_ms);
      if (i > 0) read_inbox(member, at_ms + 2 * minute_ms);
    });
  }
}

void Story::triage(Member& member, std::int64_t at_ms) {
  if (!chance_.in_percent(15)) return;
  const auto list =
      json::parse(as_member(member, at_ms, "GET", "/errors?state=unresolved&limit=10")).at("data");
  if (list.empty()) return;
  const auto& issue =
      list.at(static_cast<std::size_t>(chance_.below(static_cast<std::int64_t>(list.size()))));
  json change;
  if (const auto what = chance_.below(10); what < 5)
    change = {{"state", "resolved"}, {"resolution_notes", "Fixed in the next release"}};
  else if (what < 8)
    change = {{"assignee_id", member.id}};
  else
    change = {{"state", "muted"}, {"muted_until_events", 100}};
  as_member(member, at_ms, "PATCH", "/errors/" + issue.at("id").get<std::string>(), change.dump());
}

void Story::read_inbox(Member& member, std::int64_t at_ms) {
  if (chance_.in_percent(60))
    as_member(member, at_ms, "POST", "/notifications/read-all", "{}");
  else if (chance_.in_percent(50))
    as_member(member, at_ms, "POST", "/notifications/seen", "{}");
}

}  // namespace arris::seed
