// The runs of the sample org's pipelines, with their logs.

#include <nlohmann/json.hpp>

#include "seed/story.h"

namespace arris::seed {

using nlohmann::json;

namespace {

constexpr const char* triggers[] = {"schedule", "schedule", "api", "event", "webhook", "manual"};
constexpr const char* steps[] = {"fetch", "prepare", "ask the model", "check", "store"};
constexpr const char* causes[] = {"the provider did not answer", "a row has no customer",
                                  "the warehouse was locked"};

}  // namespace

void Story::add_runs(Moments& moments, std::int64_t hour) {
  for (std::int64_t left = tide_.in_hour(size_.runs, hour); left > 0; --left) {
    const auto at_ms = hour_at(hour) + chance_.below(hour_ms - 10 * minute_ms);
    moments.add(at_ms, [this, at_ms, number = chance_.below(100)] { run_once(at_ms, number); });
  }
}

// `number` decides how it ends: most succeed.
void Story::run_once(std::int64_t at_ms, std::int64_t number) {
  const auto& [pipeline, name] = pipelines_[static_cast<std::size_t>(chance_.skewed(6))];
  const json begun = {{"pipeline_id", pipeline},
                      {"name", name},
                      {"trigger", chance_.pick(triggers)},
                      {"status", "running"},
                      {"input", {{"items", chance_.between(10, 5'000)}}}};
  const auto id = json::parse(as_program(at_ms, "POST", "/executions", begun.dump()))
                      .at("id")
                      .get<std::string>();
  last_run_ = id;
  const auto target = "/executions/" + id;
  const auto lasts_ms = chance_.between(2, 90) * 1000 * (chance_.in_percent(10) ? 6 : 1);
  log_run(id, at_ms + lasts_ms / 2);
  if (number < 3) {
    as_program(at_ms + lasts_ms, "POST", target + "/cancel");
    return;
  }
  json ended = {{"status", "success"}, {"metrics", {{"rows", chance_.between(10, 90'000)}}}};
  if (number < 9)
    ended = {{"status", "failed"},
             {"error", {{"message", chance_.pick(causes)}, {"error_type", "StepError"}}}};
  as_program(at_ms + lasts_ms, "PATCH", target, ended.dump());
}

void Story::log_run(const std::string& id, std::int64_t at_ms) {
  auto lines = json::array();
  for (const char* step : steps)
    lines.push_back({{"message", std::string(step) + " took " +
                                     std::to_string(chance_.between(40, 9'000)) + " ms"},
                     {"step", step},
                     {"level", chance_.in_percent(6) ? "warning" : "info"}});
  as_program(at_ms, "POST", "/executions/" + id + "/logs", json{{"lines", lines}}.dump());
}

}  // namespace arris::seed
