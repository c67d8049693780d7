#pragma once
// A POST with an Idempotency-Key acts once in 24 h, and a retry gets the same answer with
// `Idempotency-Replayed: true`. Refusals are not kept: they had no effect.
//
// (1) An answer that is known before its effect is kept in the transaction of that effect: a crash
//     leaves both or neither.
// (2) An answer that is read from its effect is kept behind it; the effect's own transaction claims
//     the key. After a crash in between, a retry gets already_running: it must not act again.
// (3) Of an answer that holds a secret only the key is kept, in the effect's transaction: a retry gets
//     already_answered.

#include "http/call.h"
#include "http/route.h"

namespace arris::http {

inline constexpr std::int64_t answers_kept_ms = 24 * 3'600'000;

struct IdempotencyKey {
  std::string_view key, principal, route, request_hash;
  Retry retry = Retry::by_key;
};

// The key of a request, its quotes removed; nothing when it has none or its route keeps no answers.
// bad_request when it is malformed or longer than 255 bytes.
Result<std::optional<IdempotencyKey>> read_idempotency_key(RequestState& state, const Route& route);

storage::Bound<void> look_up(const RequestState& state, const IdempotencyKey& key);
void claim(storage::Batch& batch, const RequestState& state, const IdempotencyKey& key);
void settle(storage::Batch& batch, const RequestState& state, const IdempotencyKey& key,
            const Prepared& prepared, std::string_view etag);
void keep(storage::Batch& batch, const RequestState& state, const IdempotencyKey& key,
          const Prepared& prepared, std::string_view etag);

// The answer to repeat, if the looked-up rows hold one; key_reused when it belongs to another
// request, already_running when the key is claimed, already_answered when it was shown once.
Result<std::optional<Prepared>> replay(const effect::Rows& rows, const IdempotencyKey& key,
                                       Arena& arena);

}  // namespace arris::http
