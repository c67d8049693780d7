#pragma once
// Who calls with an access key. Its SHA-256 leads to its org, which the handler's statements name, so it is known before
// the handler starts: from the module's cache, or by a look-up at most once a minute. Neither lets anyone in:
// `authorize_key` does, in the handler's own first transaction.
//
// Uses are counted in key_usage_days; what is refused is none. A request that writes counts 1 in its own transaction, and
// so does a read whose key had to be looked up, beside its own; of the reads in between one in 16 is counted, as 16. So
// last_used_at_ms is never more than a minute behind, and the counts are right on average.

#include "http/access_key.h"
#include "http/protocol.h"
#include "http/request.h"

namespace arris::http {

inline constexpr std::uint32_t key_remembered_ms = 60'000;
inline constexpr std::int64_t reads_per_count = 16;

// The key that a request shows, in `authorization`, `x-api-key` or `x-goog-api-key`, or else, beside no bearer, where the
// protocol's clients do; empty when it shows none.
std::string_view shown_key(const RequestState& state, const Protocol* protocol);

class CallerKey {
 public:
  // Whether the caller is known, or refused, or more is to be asked.
  enum class Step : std::uint8_t { known, ask };

  // The effects to begin with. invalid_key for what can't be a key.
  Result<std::vector<effect::Effect>> begin(RequestState& state, std::string_view key);
  // With the answer to what was asked last: `known` once state.who is filled in; else `next` holds what to ask.
  Result<Step> settle(RequestState& state, std::span<const effect::EffectResult> results,
                      std::vector<effect::Effect>& next);

 private:
  enum class Stage : std::uint8_t { hashing, looking_up, remembering };

  Result<Step> hashed(RequestState& state, std::span<const effect::EffectResult> results,
                      std::vector<effect::Effect>& next);
  Result<Step> looked_up(RequestState& state, std::span<const effect::EffectResult> results,
                         std::vector<effect::Effect>& next);

  Stage stage_ = Stage::hashing;
  std::string_view cache_key_;
};

// The statement that counts `uses` of the request's key, if the key is good.
storage::Bound<void> count_uses(const RequestState& state, std::int64_t uses);

}  // namespace arris::http
