#pragma once
// Answers that are given again to the same request of the same org: in the host's memory, which bounds their size, and never for
// longer than was asked for. Whole answers alone: a stream is passed on, not kept.

#include "ai/exchange.h"
#include "ai/outgoing.h"
#include "effect/task.h"

namespace arris::ai {

struct CachedAnswer {
  std::string_view content_type, body;
};

// What makes requests the same: org, target, endpoint, query, what headers choose, and every byte of the body.
effect::Task<std::string_view> cache_key(http::Context context, const Target* target,
                                         const Outgoing* out);

// One that is older than the reader wants is none, however long its writer would have it.
effect::Task<std::optional<CachedAnswer>> find_cached(http::Context context, std::string_view key,
                                                      std::int64_t ttl_s);
effect::Task<Nothing> keep_cached(http::Context context, std::string_view key, CachedAnswer answer,
                                  std::int64_t ttl_s);

}  // namespace arris::ai
