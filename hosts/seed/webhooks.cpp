// The webhooks of the sample org: one that had a bad morning, and one whose other side was taken away. Nothing leaves
// the stage: what is called answers here.

#include <nlohmann/json.hpp>

#include "seed/story.h"

namespace arris::seed {

using nlohmann::json;

namespace {

// No address on the web can have such a name.
constexpr std::string_view alerts_url = "https://alerts.sample.invalid/arris";
constexpr std::string_view chat_url = "https://chat.sample.invalid/hooks/operations";
constexpr std::int64_t outage_days_left = 6, outage_ms = 90 * minute_ms, gone_days_left = 5;
constexpr std::int64_t work_begins_ms = 9 * hour_ms;

std::string_view id_of(const effect::Fetch& call) {
  for (const auto& [name, value] : call.headers) {
    if (name == "webhook-id") return value;
  }
  return {};
}

}  // namespace

// What stands at the URLs of the story, by the time; one in eight calls finds it busy.
std::optional<WebAnswer> Story::answer_of_web(const effect::Fetch& call, std::int64_t at_ms) const {
  if (call.url != alerts_url && call.url != chat_url) return {};
  if (call.mode == effect::FetchMode::check) return WebAnswer{};
  Chance chance(std::string(id_of(call)) + std::to_string(at_ms));
  const auto duration_ms = static_cast<std::uint32_t>(chance.between(40, 400));
  const auto morning = [&](std::int64_t days_left) {
    return begin_ms_ + (size_.days - days_left) * day_ms + work_begins_ms;
  };
  if (call.url == chat_url && at_ms >= morning(gone_days_left))
    return WebAnswer{410, "no such hook", duration_ms};
  const auto since_outage_ms = at_ms - morning(outage_days_left);
  if (since_outage_ms >= 0 && since_outage_ms < outage_ms)
    return WebAnswer{503, "down for maintenance", duration_ms};
  if (at_ms < now_ms_ - day_ms && chance.below(8) == 0)
    return WebAnswer{500, "try again", duration_ms};
  return WebAnswer{200, "ok", duration_ms};
}

std::string Story::add_webhook(std::int64_t at_ms, std::string_view url, const char* about,
                               std::initializer_list<const char*> topics) {
  const json body = {{"url", url}, {"description", about}, {"topics", topics}};
  const auto made =
      json::parse(as_member(members_[1], at_ms, "POST", "/notifications/webhooks", body.dump()));
  return made.at("id").get<std::string>();
}

void Story::try_webhook(std::int64_t at_ms, const std::string& id) {
  as_member(members_[1], at_ms, "POST", "/notifications/webhooks/" + id + "/test");
}

void Story::add_webhooks(Moments& moments, std::int64_t hour) {
  if (hour % 24 * hour_ms != work_begins_ms) return;
  const std::int64_t at_ms = hour_at(hour), days_left = size_.days - hour / 24;
  const auto at = [&](std::int64_t after_ms, auto happens) {
    moments.add(at_ms + after_ms, [happens, ms = at_ms + after_ms] { happens(ms); });
  };
  if (days_left == 12) {
    at(0, [this](std::int64_t ms) {
      alerts_ =
          add_webhook(ms, alerts_url, "Wakes who is on duty",
                      {"error.new", "error.regressed", "execution.finished", "budget.threshold"});
    });
    at(minute_ms, [this](std::int64_t ms) {
      chat_ = add_webhook(ms, chat_url, "The operations room",
                          {"key.created", "member.joined", "webhook.disabled"});
    });
  }
  if (days_left == 12 || days_left == gone_days_left)
    at(5 * minute_ms, [this](std::int64_t ms) { try_webhook(ms, chat_); });
  if (days_left == 12 || days_left == outage_days_left)
    at(6 * minute_ms, [this](std::int64_t ms) { try_webhook(ms, alerts_); });
}

}  // namespace arris::seed
