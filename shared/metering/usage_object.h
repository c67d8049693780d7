#pragma once
// Usage objects as providers send them, read into disjoint buckets: OpenAI (chat, responses and
// those that copy it), Anthropic, Gemini, Bedrock, OpenTelemetry in both generations of names, the
// Vercel AI SDK, and our own buckets by name.
//
// What each name counts, and whether it is part of another count, is one table (usage_names.cpp).
// Where a total says more than its parts, the rest is reasoning that the provider did not list;
// where parts contradict each other, the larger whole is cut and `adjusted` says so.

#include <string_view>

#include "core/arena.h"
#include "json/codec.h"
#include "metering/buckets.h"

namespace arris::metering {

struct Usage {
  Buckets buckets;
  std::string_view service_tier;                    // as the provider says it, "" when it does not
  std::optional<std::int64_t> stated_total_tokens;  // the provider's own total
  bool adjusted = false;
};

// `text` is valid JSON; the result is good when nothing is added to the faults.
Usage read_usage(std::string_view text, Arena& arena, json::Faults& faults);

// A usage object in a body.
struct UsageObject {
  Usage read;
};

namespace kind {
void read_usage_object(json::Reader&, void*, const json::Type&, json::Faults&);
}

}  // namespace arris::metering

template <>
struct arris::json::Codec<arris::metering::UsageObject> {
  static constexpr Type type{metering::kind::read_usage_object, nullptr, nullptr, kind::raw_schema,
                             nullptr};
};
