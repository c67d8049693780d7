#include "ai/limits.h"

#include <algorithm>

#include "core/text.h"
#include "http/as_json.h"
#include "metering/usage_object.h"

namespace arris::ai {
namespace {

using http::Context;

struct Window {
  std::string_view bucket;
  std::int64_t window_at_ms, ends_at_ms;
};
BOOST_DESCRIBE_STRUCT(Window, (), (bucket, window_at_ms, ends_at_ms))

struct LimitSubject {
  LimitPer per;
  std::string_view subject;
};
BOOST_DESCRIBE_STRUCT(LimitSubject, (), (per, subject))

Window window_of(Context context, const HeldLimit& limit) {
  const std::int64_t begins_ms = context.now_ms() - context.now_ms() % limit.window_ms;
  return {limit.bucket, begins_ms, begins_ms + limit.window_ms};
}

std::string_view windows_json(Context context, const std::vector<HeldLimit>& counted) {
  std::vector<Window> windows;
  for (const HeldLimit& limit : counted) windows.push_back(window_of(context, limit));
  return as_json(context, windows);
}

Error limit_error(std::string_view unit, std::int64_t wait_ms) {
  Error error{Code::too_many_requests, "A rule's limit of "};
  error.detail.append(unit).append(" is reached");
  error.retry_after_s =
      static_cast<std::uint32_t>(std::max<std::int64_t>(1, (wait_ms + 999) / 1000));
  return error;
}

}  // namespace

effect::Task<std::optional<Error>> take_requests(const std::vector<HeldLimit>* limits) {
  for (const HeldLimit& limit : *limits) {
    if (limit.unit != LimitUnit::requests) continue;
    const auto taken =
        co_await effect::take_limit(limit.bucket, static_cast<std::uint32_t>(limit.max),
                                    static_cast<std::uint32_t>(limit.window_ms));
    if (taken.open == 0) co_return limit_error("requests", taken.reset_ms);
  }
  co_return std::nullopt;
}

std::vector<HeldLimit> counted_limits(const std::vector<HeldLimit>& limits) {
  std::vector<HeldLimit> counted;
  for (const HeldLimit& limit : limits) {
    if (limit.unit != LimitUnit::requests) counted.push_back(limit);
  }
  return counted;
}

std::string_view subjects_json(const PassedCall& call) {
  std::vector<LimitSubject> subjects{{LimitPer::org, "*"}};
  subjects.push_back({LimitPer::key, call.context.who().key.text});
  subjects.push_back({LimitPer::user, user_of(call).value_or("")});
  for (const auto tag : call.by.tags) subjects.push_back({LimitPer::tag, tag});
  return as_json(call.context, subjects);
}

std::optional<Error> reached(Context context, const std::vector<HeldLimit>& counted,
                             const std::vector<LimitUse>& uses) {
  for (const HeldLimit& limit : counted) {
    const auto use = std::ranges::find(uses, limit.bucket, &LimitUse::bucket);
    if (use == uses.end()) continue;
    const bool of_cost = limit.unit == LimitUnit::cost_nano_usd;
    const std::int64_t used = of_cost ? use->cost_nano_usd : use->tokens;
    if (used >= limit.max)
      return limit_error(of_cost ? "cost" : "tokens",
                         window_of(context, limit).ends_at_ms - context.now_ms());
  }
  return std::nullopt;
}

std::optional<Used> used_by(const PassedCall& call, std::string_view usage,
                            std::string_view service_tier) {
  json::Faults faults("#");
  const auto used = metering::read_usage(usage, call.context.arena(), faults);
  if (!faults.empty()) return std::nullopt;
  const auto tier = to_lower(service_tier.empty() ? used.service_tier : service_tier);
  const auto cost = metering::meter(used.buckets, tier, call.tiers).cost_nano_usd;
  return Used{used.buckets.total_tokens(), cost};
}

void count_limits(storage::Batch& batch, const PassedCall& call, const Used& used) {
  if (call.counted.empty()) return;
  const Context context = call.context;
  batch.add(add_limit_use(context.who().org, windows_json(context, call.counted), used.tokens,
                          used.cost_nano_usd));
}

}  // namespace arris::ai
