#pragma once
// Answers that are given again to the same request of the same org: in the host's memory, which bounds their size, and never for
// longer than was asked for. A stream is kept as its provider sent it, once it has come to its own end.

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

// An entry on its way into the cache.
class KeptAnswer {
 public:
  KeptAnswer(http::Context context, std::string_view key, std::int64_t ttl_s,
             std::string_view content_type);

  void add(std::string_view piece);
  std::size_t kept_bytes() const { return text_.capacity(); }
  // A view for as long as this is there; nothing of an answer that is too large.
  std::optional<effect::Cache> entry() const;

 private:
  std::string_view key_;
  std::uint32_t ttl_ms_;
  std::string text_;  // behind the time and the type, each in a line
};

effect::Task<Nothing> keep_whole(KeptAnswer kept, std::string_view body);

}  // namespace arris::ai
